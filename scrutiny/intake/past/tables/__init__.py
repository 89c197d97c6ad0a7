"""Reads work programmes and trackers of years ago: rows of tables, in the shapes of the record, with every doubt."""
