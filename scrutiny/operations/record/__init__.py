"""Stores a committee's record, whole or not at all: what was exported elsewhere, or written by hand."""

from scrutiny.operations.record.demonstration import load_demonstration
from scrutiny.operations.record.storing import load

__all__ = ["load", "load_demonstration"]
