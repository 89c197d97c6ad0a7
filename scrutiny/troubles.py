"""What went wrong below us, in a sentence for the person who met it: what happened, and what to do."""

from __future__ import annotations

import errno

from sqlalchemy.exc import DBAPIError

NOTHING_CHANGED = "Nothing was changed."

_DATABASE = (
    ("database is locked", "The record is busy: another program has been writing to it for half a minute. Try again."),
    ("full", "The disk is full, so nothing more can be kept. Make room and try again."),
    ("readonly", "The database may only be read. Give this user the right to write to its file and folder."),
    ("unable to open database file", "The database file cannot be opened. Check the path in DATABASE_URL."),
    ("file is not a database", "The file named in DATABASE_URL is not a database of this product."),
    ("malformed", "The database file is damaged. Restore the last backup."),
    ("no such table", "The database is empty or unfinished. Run ./run migrate."),
    ("does not exist", "The database, or a table in it, does not exist. Check DATABASE_URL, then run ./run migrate."),
    ("password authentication failed", "The database server refused the name or password in DATABASE_URL."),
    ("connection", "The database server does not answer. Check that it runs and that DATABASE_URL is right."),
)
_FILES = {
    errno.ENOENT: "there is no such folder or file",
    errno.EACCES: "this user may not write there",
    errno.EPERM: "this user may not write there",
    errno.EROFS: "the disk may only be read",
    errno.EISDIR: "that is a folder",
    errno.ENOTDIR: "a part of the path is not a folder",
    errno.ENOSPC: "the disk is full",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EADDRINUSE: "another program is listening there already",
    errno.EADDRNOTAVAIL: "this machine has no such address",
}


def of_database(error: DBAPIError) -> str:
    """A sentence for what the database refused. All of a refused change is rolled back."""
    said = str(error.orig).lower()
    sentence = next((sentence for sign, sentence in _DATABASE if sign in said), None)
    return f"{sentence or f'The database refused: {error.orig}.'} {NOTHING_CHANGED}"


def of_file(error: OSError) -> str:
    """A sentence for a file or an address that could not be used."""
    reason = _FILES.get(error.errno or 0) or (error.strerror or str(error)).lower()
    return f"{error.filename} cannot be used: {reason}." if error.filename else f"That did not work: {reason}."
