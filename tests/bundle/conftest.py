"""A folder with files of every kind, and the packs that are bound of them: LibreOffice is asked once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import needs
from tests.bundle import word_packs
from tests.bundle.every_kind import EveryKind
from tests.bundle.papers import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "store"
    folder.mkdir()
    return Shelf(folder)


@pytest.fixture(scope="session")
def word_pack(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Papers of every make in one Word document."""
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    return word_packs.bound(word_packs.rich(shelf), shelf)


@pytest.fixture(scope="session")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> EveryKind:
    needs.soffice()
    return EveryKind(tmp_path_factory.mktemp("packs"))
