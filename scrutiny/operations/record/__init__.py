"""Stores a committee's record, whole or not at all: what was exported elsewhere, or written by hand."""

from scrutiny.operations.record.demonstration import load_demonstration, require_empty
from scrutiny.operations.record.papers import kept_papers, take_papers
from scrutiny.operations.record.storing import load

__all__ = ["kept_papers", "load", "load_demonstration", "require_empty", "take_papers"]
