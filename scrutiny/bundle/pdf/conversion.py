"""Papers of every kind as fair copies: made once and kept, so that a build goes on where it was stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from pathlib import Path, PurePath

from scrutiny.bundle.pdf import fair_copy, office, picture
from scrutiny.bundle.pdf.fair_copy import FairCopy, Unreadable
from scrutiny.papers.agenda import Enclosure

Told = Callable[[int, int, str], None]
"""Told of every step: how many are done, of how many, and what comes next in words that name no paper."""

_OFFICE = "application/vnd.openxmlformats-officedocument."


class Kind(Enum):
    """What a paper is, by its type; by the ending of its name where it came without."""

    PDF = ({"application/pdf": ".pdf"}, (".pdf",))
    OFFICE = (
        {
            f"{_OFFICE}wordprocessingml.document": ".docx",
            f"{_OFFICE}spreadsheetml.sheet": ".xlsx",
            f"{_OFFICE}presentationml.presentation": ".pptx",
        },
        (".docx", ".xlsx", ".pptx"),
    )
    PICTURE = (
        {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/tiff": ".tif"},
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff"),
    )
    OTHER = ({"": ""}, ("",))


def kind(paper: Enclosure) -> Kind:
    by_type = next((one for one in Kind if paper.media_type and paper.media_type in one.value[0]), None)
    ending = PurePath(paper.name).suffix.lower()
    return by_type or next((one for one in Kind if ending and ending in one.value[1]), Kind.OTHER)


def copy_name(paper: Enclosure) -> str:
    """The name of its fair copy. A picture's copy holds its title, for those who cannot see it."""
    if kind(paper) is Kind.PICTURE:
        return f"{paper.sha256}-{hashlib.sha256(paper.title.encode()).hexdigest()[:12]}.pdf"
    return f"{paper.sha256}.pdf"


def fair_copies(
    papers: Sequence[Enclosure], *, file: Callable[[str], Path], work: Path, told: Told
) -> dict[str, FairCopy | Unreadable]:
    """Make what is not there yet; answers by `copy_name` the copy, or why there is none."""
    wanted = {copy_name(paper): paper for paper in papers}
    work.mkdir(parents=True, exist_ok=True)
    done: dict[str, FairCopy | Unreadable] = {}
    for name in wanted:
        if known := fair_copy.known(work / name):
            done[name] = known
    left = [paper for name, paper in wanted.items() if name not in done]
    progress = f"Converting {len(wanted)} papers" if len(wanted) != 1 else "Converting one paper"
    told(len(done), len(wanted) + 1, progress)
    for name, copy in _made(left, file=file, work=work):
        done[name] = copy
        told(len(done), len(wanted) + 1, progress)
    return done


def _made(
    papers: Sequence[Enclosure], *, file: Callable[[str], Path], work: Path
) -> Iterator[tuple[str, FairCopy | Unreadable]]:
    """Each as it is done: all that LibreOffice reads in one call, and what needs no LibreOffice meanwhile."""
    sources = {copy_name(paper): file(paper.sha256) for paper in papers}
    office_papers = {_original(paper): copy_name(paper) for paper in papers if kind(paper) is Kind.OFFICE}
    with ThreadPoolExecutor(max_workers=1) as beside:
        others = {
            name: beside.submit(_copied, paper, sources[name], work / name)
            for paper in papers
            if (name := copy_name(paper)) not in office_papers.values()
        }
        originals = {original: sources[name] for original, name in office_papers.items()}
        for original, outcome in office.convert(originals, work=work) if originals else ():
            name = office_papers[original]
            yield name, _kept(outcome, work / name)
        for name, copy in others.items():
            yield name, copy.result()


def _kept(outcome: Path | str, to: Path) -> FairCopy | Unreadable:
    """What LibreOffice made, or its trouble."""
    if isinstance(outcome, str):
        return Unreadable(outcome)
    try:
        return fair_copy.make(outcome, to, own=True)
    except Unreadable as why:
        return why


def _copied(paper: Enclosure, source: Path, to: Path) -> FairCopy | Unreadable:
    try:
        if kind(paper) is Kind.PDF:
            return fair_copy.make(source, to)
        if kind(paper) is Kind.PICTURE:
            return picture.make(source, to, title=paper.title)
    except Unreadable as why:
        return why
    return Unreadable("files of its kind cannot be printed here")


def _original(paper: Enclosure) -> str:
    """A name with the true ending, by which LibreOffice knows what it reads."""
    ending = kind(paper).value[0].get(paper.media_type) or PurePath(paper.name).suffix.lower()
    return f"{paper.sha256}{ending}"
