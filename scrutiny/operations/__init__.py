"""Changes the record. Importing the package starts the history, the search index and the wish for packs listening."""

from scrutiny.operations import history, packs_in_step, search

__all__ = ["history", "packs_in_step", "search"]
