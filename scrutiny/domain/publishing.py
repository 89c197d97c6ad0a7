"""What is still missing before an agenda can be published: what stops it, and what an officer is only warned of.

The notice of a meeting gives its time and place, and an agenda its business (Local Government Act 1972 s.100A(6) and
s.100B). An item may be withheld only under a description of exempt information (s.100A(5)), and under a title that the
public may read. All else is good order: an agenda may go out without it, and an officer knows why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scrutiny.domain.dates import written
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemKind, ItemOutcome


@dataclass(frozen=True, slots=True)
class DraftItem:
    """An item as it stands on an agenda. `awaited` are the papers of it that are still to follow.

    `exempt_paper` says that one of its papers is exempt, though the item itself may be open to the public.

    `carried` is what the files of its papers tell besides, such as tracked changes: a paper's title, then sentences.
    """

    item_id: int
    title: str
    kind: ItemKind = ItemKind.BUSINESS
    outcome: ItemOutcome = ItemOutcome.PENDING
    led: bool = True
    exempt: bool = False
    paragraphs: bool = False
    public_title: bool = False
    exempt_paper: bool = False
    awaited: tuple[str, ...] = ()
    carried: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A formal meeting's agenda. `unconfirmed` is the last meeting whose minutes no agenda has yet, if there is one.

    `uncounted` says why the notice cannot be counted, where the closed days of a year are not entered.
    """

    venue: str
    items: Sequence[DraftItem] = ()
    unconfirmed: date | None = None
    uncounted: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A sentence that says what to do; `stops` publishing, or only warns.

    `item_id` where it is about an item; `papers` where it is about the papers of that item. `excludes` where an item
    to resolve that the public be excluded would mend it.
    """

    what: str
    stops: bool
    item_id: int | None = None
    papers: bool = False
    excludes: bool = False


def missing(draft: Draft) -> tuple[Missing, ...]:
    """All that is missing, what stops first, else in the order of the agenda."""
    found = [
        *_of_the_meeting(draft),
        *(lack for item in draft.items for lack in _of_item(item)),
        *exclusion(draft.items),
    ]
    return tuple(sorted(found, key=lambda lack: not lack.stops))


def require_nothing_stops(draft: Draft) -> None:
    """Raises RuleBroken with all that must be mended before the agenda can go out."""
    stops = [lack.what for lack in missing(draft) if lack.stops]
    if stops:
        raise RuleBroken(f"This agenda cannot be published yet. {' '.join(stops)}")


def _of_the_meeting(draft: Draft) -> Iterator[Missing]:
    if not draft.items:
        yield Missing("There are no items. Roll forward, or add an item.", stops=True)
    if not draft.venue.strip():
        yield Missing("The meeting has no place. Say where it is held, under “Move or cancel”.", stops=True)
    if draft.uncounted:
        yield Missing(draft.uncounted, stops=True)
    if draft.unconfirmed is not None:
        minutes = f"The minutes of the meeting held on {written(draft.unconfirmed)} are not on the agenda."
        yield Missing(f"{minutes} Roll forward to put them there.", stops=False)


def _of_item(item: DraftItem) -> Iterator[Missing]:
    if item.outcome is not ItemOutcome.PENDING:
        return
    if item.exempt and not item.paragraphs:
        what = f"“{item.title}” is exempt, and no paragraph of Schedule 12A says why. Choose the paragraph."
        yield Missing(what, stops=True, item_id=item.item_id)
    if item.exempt and not item.public_title:
        what = f"“{item.title}” is exempt, and has no title that the public may read. Give it one."
        yield Missing(what, stops=True, item_id=item.item_id)
    if item.kind is ItemKind.BUSINESS and not item.led:
        yield Missing(f"“{item.title}” has no lead officer.", stops=False, item_id=item.item_id)
    for paper in item.awaited:
        yield Missing(f"“{item.title}” awaits its report: {paper}.", stops=False, item_id=item.item_id, papers=True)
    for paper, sentences in item.carried:
        what = f"“{paper}”, a paper of “{item.title}”, carries more than is read on it. {sentences}"
        yield Missing(what, stops=False, item_id=item.item_id, papers=True)


def exclusion(items: Sequence[DraftItem]) -> Iterator[Missing]:
    """The public is shut out by a resolution, passed in the open part (LGA 1972 s.100A(4)).

    An open item with an exempt paper needs one too, as soon as the meeting speaks of that paper.
    """
    to_take = [item for item in items if item.outcome is ItemOutcome.PENDING]
    excluded = next((place for place, item in enumerate(to_take) if item.kind is ItemKind.EXCLUSION), None)
    first_exempt = next((place for place, item in enumerate(to_take) if item.exempt), None)
    if excluded is None and first_exempt is not None:
        what = "There is exempt business, and no item to resolve that the public be excluded."
        yield Missing(what, stops=False, excludes=True)
    elif excluded is not None and first_exempt is not None and excluded > first_exempt:
        what = "The resolution to exclude the public comes after exempt business. Move it before."
        yield Missing(what, stops=False, item_id=to_take[excluded].item_id)
    for item in to_take if excluded is None else to_take[:excluded]:
        if item.exempt_paper and not item.exempt:
            yield _open_with_exempt_paper(item, excluded is not None)


def _open_with_exempt_paper(item: DraftItem, too_late: bool) -> Missing:
    exempt = f"“{item.title}” is open to the public, and has an exempt paper."
    law = "Before that is discussed, the public has to be excluded by a resolution (LGA 1972 s.100A(4))."
    how = "The one on the agenda comes after the item: move it before" if too_late else "Put one before the item"
    what = f"{exempt} {law} {how}, or move the item to Part Two."
    return Missing(what, stops=False, item_id=item.item_id, excludes=not too_late)
