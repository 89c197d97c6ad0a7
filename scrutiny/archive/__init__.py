"""Lays the whole record by in one file, with every file that it names, and brings it back from there.

One shape for both databases, so that a record may also move from one to the other. What is made anew from the record
(the search index) is left out. A backup holds everything, exempt matter and the accounts too: it is kept as a secret.
"""

from scrutiny.archive.checking import Checked, check, check_record
from scrutiny.archive.laying_by import lay_by
from scrutiny.archive.restoring import restore
from scrutiny.archive.shape import Counted, NotWhole

__all__ = ["Checked", "Counted", "NotWhole", "check", "check_record", "lay_by", "restore"]
