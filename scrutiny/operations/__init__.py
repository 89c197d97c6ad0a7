"""Changes the record. Importing the package starts the history, the search index and the wish for packs listening."""

from scrutiny.operations import history, packs_in_step, scribe, search

__all__ = ["history", "packs_in_step", "scribe", "search"]
