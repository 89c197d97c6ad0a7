"""Reads past documents, as a council has them from before this record, into drafts with their doubts."""
