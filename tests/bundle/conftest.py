"""A folder with files of every kind, and the packs that are bound of them: LibreOffice is asked once for all tests."""

from __future__ import annotations

import pytest

from tests import needs
from tests.bundle.every_kind import EveryKind


@pytest.fixture(scope="session")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> EveryKind:
    needs.soffice()
    return EveryKind(tmp_path_factory.mktemp("packs"))
