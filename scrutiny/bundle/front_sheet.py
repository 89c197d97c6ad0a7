"""The agenda as the Word front sheet of a pack, for the Word document and for the ZIP alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scrutiny.papers.pack import Pack
from scrutiny.word import agenda
from scrutiny.word.house_style import HOUSE_STYLE


def write(pack: Pack, *, style: Path = HOUSE_STYLE) -> bytes:
    """Marked as exempt also where only a paper of a public item is."""
    paper = replace(pack.agenda, contains_exempt=pack.agenda.contains_exempt or pack.exempt)
    return agenda.write(paper, supplement=pack.supplement, style=style)
