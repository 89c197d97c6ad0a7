"""Reads minutes that were finished in Word, LibreOffice or Google Docs: each item with its text and what was resolved.

The file was checked before (`intake.uploads`). It is read with what the record would print itself, so that this is told
from what somebody wrote; and nothing of the file is left out: what has no place is loose, and is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scrutiny.domain.merging.drafts import NOTHING, Draft, DraftItem, Loose
from scrutiny.domain.merging.marks import Mark, Place, of_tag
from scrutiny.intake.minutes import items, text
from scrutiny.intake.minutes.lines import Line, lines
from scrutiny.intake.minutes.package import Element, Package, W
from scrutiny.intake.minutes.sections import Section, deal

__all__ = ["made_from", "own", "read", "running"]

THE_BEGINNING = "the beginning of the file"


def own(content: bytes) -> Draft:
    """A file that the record has just made: what it prints by itself is known by being outside every mark."""
    return _read(content, NOTHING, is_own=True)


def read(content: bytes, *, record: Draft = NOTHING) -> Draft:
    """A file that comes back. `record` is `own` of what would be printed now.

    Raises RuleBroken where the file cannot be read at all.
    """
    return _read(content, record, is_own=False)


def made_from(content: bytes) -> dict[Mark, str]:
    """The digest of what each marked place said when a file was made; none, where the file has lost that.

    Raises RuleBroken where the file cannot be read at all.
    """
    said = Package(content).properties()
    return {mark: digest for name, digest in said.items() if (mark := of_tag(name))}


def _read(content: bytes, record: Draft, *, is_own: bool) -> Draft:
    package = Package(content)
    tags = {mark: said for name, said in package.properties().items() if (mark := of_tag(name))}
    meetings = [mark.number for mark in tags if mark.place is Place.MEETING]
    about = Draft(meeting_id=meetings[0] if len(meetings) == 1 else None, made_from=tags)
    sections = deal(lines(package), record, own=is_own)
    known = {item.item_id: item for item in record.items}
    found: list[DraftItem] = []
    around: list[str] = []
    loose: list[Loose] = []
    for section in sections:
        of_record = known.get(section.item_id)
        if section.item_id is None:
            outside, rest = _outside(section, record, around, is_own)
            around += outside
            loose += _loose(rest, section, after_item=found[-1].item_id if found else None)
            continue
        parted = items.part(section, of_record, own=is_own)
        found.append(items.read(section, parted, about))
        loose += _loose(parted.loose, section, after_item=section.item_id)
    heads = running(package)
    loose += [Loose(words) for words in heads if words not in record.running and not is_own]
    return replace(
        about,
        items=tuple(found),
        around=tuple(around),
        running=heads,
        loose=tuple(loose),
        tracked=tuple(replace(each, where=_where(s)) for s in sections for line in _all(s) for each in line.tracked),
        comments=tuple(replace(each, where=_where(s)) for s in sections for line in _all(s) for each in line.comments),
        doubts=tuple(_doubts(sections, found)),
    )


def _outside(section: Section, record: Draft, around: Sequence[str], is_own: bool) -> tuple[list[str], list[Line]]:
    """The lines outside the items: those that the record prints, each as often as it does, and the others."""
    expected = Counter(record.around) - Counter(around)
    printed, rest = [], []
    for line in _all(section):
        if is_own or expected[line.words] > 0:
            expected[line.words] -= 1
            printed.append(line.words)
        else:
            rest.append(line)
    return printed, rest


def _loose(rest: Sequence[Line], section: Section, *, after_item: int | None) -> Iterator[Loose]:
    """Neighbours are one text, so that it can be placed as one."""
    every = _all(section)
    these = {id(line) for line in rest}
    places = {place for place, line in enumerate(every) if id(line) in these}
    for start in sorted(place for place in places if place - 1 not in places):
        end = next(place for place in range(start, len(every) + 1) if place not in places)
        said = text.narrative(every[start:end])
        if said:
            after = every[start - 1].words if start else ""
            yield Loose(said, after_item, after=after, before=every[end].words if end < len(every) else "")


def _all(section: Section) -> list[Line]:
    return [*([section.heading] if section.heading else []), *section.lines]


def _where(section: Section) -> str:
    if section.item_id is None:
        return section.heading.words if section.heading else THE_BEGINNING
    return f"{section.number}. {section.title}" if section.number else section.title


def _doubts(sections: Sequence[Section], found: Sequence[DraftItem]) -> Iterator[str]:
    for section in sections:
        for line in _all(section):
            if line.doubt:
                yield line.doubt.format(where=_where(section))
    seen = Counter(item.item_id for item in found)
    titles = {item.item_id: item.title for item in found}
    yield from (f"“{titles[id_]}” stands in the file {n} times." for id_, n in seen.items() if n > 1)


def running(package: Package) -> tuple[str, ...]:
    """What header and footer say, each once; page numbers left out, since each program writes its own."""
    parts = [*package.parts("header"), *package.parts("footer")]
    said = (" ".join(_unnumbered(paragraph).split()) for part in parts for paragraph in part.iter(f"{W}p"))
    return tuple(dict.fromkeys(filter(None, said)))


def _unnumbered(paragraph: Element) -> str:
    """The words of a paragraph that stand in no field."""
    deep, said = 0, []
    for element in paragraph.iter(f"{W}t", f"{W}fldChar", f"{W}tab"):
        kind = element.get(f"{W}fldCharType")
        deep += {"begin": 1, "end": -1}.get(kind or "", 0)
        if not deep and kind is None and not any(each.tag == f"{W}fldSimple" for each in element.iterancestors()):
            said.append(element.text or " ")
    return "".join(said)
