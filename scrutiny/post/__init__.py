"""Sends: takes what operations put in the outbox, after the commit."""
