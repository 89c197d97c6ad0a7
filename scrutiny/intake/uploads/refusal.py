"""A file that is not taken."""

from __future__ import annotations


class Refused(Exception):
    """`str(error)` goes on from the file's name: “is empty. Send it again.” What is wrong, and what to do."""


BROKEN = "is broken: it cannot be read to its end. Open it, save it again, and send that."
TOO_MUCH = "cannot be read: it takes too long, or too much memory. Save it as a new PDF, and send that."
TWO_KINDS = "is two kinds of file in one. Open it, save it anew, and send that."
