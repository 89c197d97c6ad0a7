"""PRINTS packs: an agenda and the papers that go with it, bound as one PDF, one Word file or one ZIP."""
