"""The papers of the meeting of 14 September 2021. `words` is what they say, `make` writes the files that stand here."""
