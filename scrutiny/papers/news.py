"""What was published or changed, the newest first: the entries of a news feed. Never anything exempt, nor a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from scrutiny.domain.dates import in_london, written, written_time
from scrutiny.domain.vocabulary import ActionState, MeetingStatus, MinutesState

if TYPE_CHECKING:
    from scrutiny.queries.feeds import NewsFacts

MOST = 50
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news, the same for ever: it is known by `key`. `page` is the path of what it is about."""

    key: str
    updated: datetime
    title: str
    text: str
    page: str


@dataclass(frozen=True, slots=True)
class News:
    """`path` is that of the feed; its address is also its identity."""

    title: str
    author: str
    path: str
    items: tuple[Item, ...]

    @property
    def updated(self) -> datetime:
        return self.items[0].updated if self.items else NEVER


def of(facts: NewsFacts, *, title: str, author: str, path: str, today: date) -> News:
    teller = _Teller(facts, today)
    items = sorted(teller.items(), key=lambda item: (item.updated, item.key), reverse=True)
    return News(title=title, author=author, path=path, items=tuple(items[:MOST]))


class _Teller:
    """Tells each piece of news with the instant at which the history says that it became so."""

    def __init__(self, facts: NewsFacts, today: date) -> None:
        self._facts = facts
        self._today = today
        self._lines: dict[tuple[str, int], list[Any]] = {}
        for line in facts.changes:
            self._lines.setdefault((line.subject, line.subject_id), []).append(line)

    def items(self) -> Iterator[Item]:
        yield from (self._published(row) for row in self._facts.published if row.published_on <= self._today)
        yield from (self._packed(row) for row in self._facts.packed if _tells(row))
        yield from map(self._minuted, self._facts.minuted)
        yield from map(self._cancelled, self._facts.cancelled)
        yield from map(self._moved, self._facts.moved)
        yield from map(self._closed, self._facts.closed)

    def _published(self, row: Any) -> Item:
        return Item(
            key=f"/meetings/{row.id}#agenda",
            updated=self._when("meetings", row.id, "published_on", row.published_on.isoformat(), row.published_on),
            title=f"Agenda published: {row.committee_name}, {written(row.on)}",
            text=f"The agenda of the meeting at {written_time(row.at)} on {written(row.on)} has been published.",
            page=f"/meetings/{row.id}",
        )

    def _packed(self, row: Any) -> Item:
        """That there is one, and not what is otherwise in it: what is named there may become exempt one day."""
        called = f"supplement {row.supplement}" if row.supplement else "agenda pack"
        first = row.edition == 1
        what = f"{called[0].upper()}{called[1:]} published" if first else f"New version of the {called}"
        said = "has been published" if first else "was made anew: what is otherwise in it is said beside it"
        return Item(
            key=f"/meetings/{row.id}#pack-{row.supplement}-{row.edition}",
            updated=row.made_at,
            title=f"{what}: {row.committee_name}, {written(row.on)}",
            text=f"The {called} for the meeting on {written(row.on)} {said}.",
            page=f"/meetings/{row.id}#packs",
        )

    def _minuted(self, row: Any) -> Item:
        confirmed = row.minutes_state is MinutesState.CONFIRMED
        what = "Minutes confirmed" if confirmed else "Draft minutes published"
        said = "have been confirmed" if confirmed else "have been published, to be confirmed at a later meeting"
        return Item(
            key=f"/meetings/{row.id}#minutes",
            updated=self._when("meetings", row.id, "minutes_state", row.minutes_state.value, row.on),
            title=f"{what}: {row.committee_name}, {written(row.on)}",
            text=f"The minutes of the meeting on {written(row.on)} {said}.",
            page=f"/meetings/{row.id}/minutes",
        )

    def _cancelled(self, row: Any) -> Item:
        because = f" {row.status_because}" if row.status_because else ""
        return Item(
            key=f"/meetings/{row.id}#cancelled",
            updated=self._when("meetings", row.id, "status", MeetingStatus.CANCELLED.value, row.changed_at),
            title=f"Meeting cancelled: {row.committee_name}, {written(row.on)}",
            text=f"The meeting on {written(row.on)} has been cancelled.{because}",
            page=f"/meetings/{row.id}",
        )

    def _moved(self, row: Any) -> Item:
        """What it was moved from stays true; where it is now is said as it is now, should it be moved again."""
        now = f"{written(row.on)} at {written_time(row.at)}"
        because = f" {row.because}" if row.because else ""
        decided = row.decided_on or row.changed_at
        return Item(
            key=f"/meetings/{row.id}#moved-{row.rearrangement_id}",
            updated=self._when("rearrangements", row.rearrangement_id, "was_on", None, decided),
            title=f"Meeting moved: {row.committee_name}, from {written(row.was_on)}",
            text=f"The meeting of {written(row.was_on)} is now on {now}.{because}",
            page=f"/meetings/{row.id}",
        )

    def _closed(self, row: Any) -> Item:
        return Item(
            key=f"/committees/{row.code}/follow-up#action-{row.id}",
            updated=self._when("actions", row.id, "state", ActionState.CLOSED.value, row.closed_on),
            title=f"Action closed: {row.reference}, {row.committee_name}",
            text=row.text,
            page=f"/committees/{row.code}/follow-up?action={row.id}",
        )

    def _when(self, subject: str, row_id: int, column: str, value: str | None, otherwise: date | datetime) -> datetime:
        """The last time that the column took this value (any, for None); else the day that the row itself has."""
        for line in reversed(self._lines.get((subject, row_id), [])):
            if column in line.after and value in (None, line.after[column]):
                at: datetime = line.at
                return at
        return otherwise if isinstance(otherwise, datetime) else datetime.combine(otherwise, time(), UTC)


def _tells(pack: Any) -> bool:
    """A first pack that was made after its meeting is no news: it came with a record that was brought in."""
    return bool(pack.edition > 1 or in_london(pack.made_at).date() <= pack.on)
