"""BINDS: takes the packs that operations want, after the commit, and keeps them once they are whole."""
