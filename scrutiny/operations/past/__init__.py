"""Brings into the record what was read of papers of years ago; nothing that stands there is changed or made twice."""
