"""Changes the record. Importing the package starts the history and the search index listening."""

from scrutiny.operations import history, search

__all__ = ["history", "search"]
