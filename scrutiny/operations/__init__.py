"""Changes the record. Importing the package starts the history listening."""

from scrutiny.operations import history

__all__ = ["history"]
