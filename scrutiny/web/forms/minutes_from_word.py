"""The forms of minutes that were finished in Word: sending the file, deciding text by text, adopting it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from flask import request

from scrutiny.domain.merging.drafts import Loose
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean
from scrutiny.domain.vocabulary import ResolutionKind
from scrutiny.operations.minutes_from_word import New, Taken
from scrutiny.papers.finished_in_word import ComparedItem, Decision, FinishedInWord
from scrutiny.queries.rows import Rows
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Files, Lines
from scrutiny.web.forms.publicly import OfMinutes

OURS, THEIRS, TYPED = "ours", "theirs", "typed"
LEFT_OUT = "out"
"""Text in no mark that the clerk says is not to be taken."""


class SendForm(Change):
    files = Files("The finished minutes", needed="Choose the Word file", endings=(".docx",))


class AdoptForm(Change):
    because = Lines("Note", rows=2)
    heard = Choice(
        "Does the file tell of anything exempt?",
        needed="Choose whether the file tells of anything exempt",
        choices=[("exempt", "Yes, or nobody has looked"), ("open", "No: I have read it, and the public may read it")],
        spread=True,
    )


class WithdrawForm(Change):
    """`seen` holds the versions that stood when its page was shown."""

    because = Lines("Why it is taken back", rows=3, needed="Enter why it is taken back")

    @property
    def stood(self) -> list[int]:
        return [int(number) for number in (self.seen.data or "").split() if number.isascii() and number.isdigit()]


@dataclass(slots=True)
class _Gathered:
    """What is chosen of one item, as it is read from the form."""

    narrative: str | None = None
    public_summary: str | None = None
    reworded: dict[int, str] = field(default_factory=dict)
    added: list[New] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)


def key_of(loose: Loose) -> str:
    """The name of a text without a mark in the form: by what it says, since places may shift."""
    return f"loose-{sha256(repr(loose).encode(errors='replace')).hexdigest()[:12]}"


class FinishForm(OfMinutes):
    """One choice a text, each named after its key. What was chosen and typed is shown again when something is wrong."""

    because = Lines("Why the minutes are corrected", rows=2)

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.unchosen: list[tuple[str, str]] = []

    @property
    def faults(self) -> list[tuple[str, str]]:
        return [*super().faults, *self.unchosen]

    def fault(self, key: str) -> str:
        """What is wrong with the field of that name."""
        return dict(self.unchosen).get(key, "")

    def chosen(self, decision: Decision) -> str:
        return request.form.get(f"take-{decision.key}", decision.proposed)

    def typed(self, decision: Decision) -> str:
        """What stands in the box: to begin with the file's text, or every line of both where both were changed."""
        text = decision.text
        begun = text.together if text.standing.to_choose else (text.theirs if text.theirs is not None else text.ours)
        return request.form.get(f"text-{decision.key}", begun or "").replace("\r\n", "\n")

    def kind(self, decision: Decision) -> str:
        suggested = decision.reading.kind.value if decision.reading else ResolutionKind.NONE.value
        return request.form.get(f"kind-{decision.key}", suggested)

    def placed(self, loose: Loose) -> str:
        return request.form.get(f"place-{key_of(loose)}", "")

    def taken(self, compared: FinishedInWord, items: Rows) -> list[Taken]:
        """What was chosen, item by item; what was not is in `unchosen`."""
        self.unchosen = []
        gathered: defaultdict[int, _Gathered] = defaultdict(_Gathered)
        for item in compared.items:
            if item.missing:
                continue
            for decision in item.decisions:
                self._gather(item, decision, gathered[item.item_id])
        self._place(compared, {row.id: row.narrative or "" for row in items}, gathered)
        return [
            Taken(id_, each.narrative, each.public_summary, each.reworded, each.added, each.struck)
            for id_, each in gathered.items()
        ]

    def _gather(self, item: ComparedItem, decision: Decision, into: _Gathered) -> None:
        chosen = self.chosen(decision)
        if chosen not in (OURS, THEIRS, TYPED):
            self.unchosen.append((f"take-{decision.key}", f"Choose what “{item.title}” is to say"))
            return
        if chosen == OURS:
            return
        text = self._cleaned(decision) if chosen == TYPED else decision.text.theirs
        if decision is item.body:
            if item.summary:
                into.public_summary = text or ""
            else:
                into.narrative = text or ""
        elif not (text or "").strip():
            if decision.resolution_id is not None:
                into.struck.append(decision.resolution_id)
        elif decision.text.ours is not None and decision.resolution_id is not None:
            into.reworded[decision.resolution_id] = text or ""
        else:
            kind = self.kind(decision)
            known = ResolutionKind(kind) if kind in set(ResolutionKind) else ResolutionKind.NONE
            into.added.append(New(text or "", known, decision.after))

    def _place(
        self, compared: FinishedInWord, narratives: dict[int, str], gathered: defaultdict[int, _Gathered]
    ) -> None:
        """Text in no mark goes under the minute that was named for it, after what this says by then."""
        for loose in compared.loose:
            place = self.placed(loose)
            if place == LEFT_OUT:
                continue
            item_id = next((id_ for id_ in narratives if str(id_) == place), None)
            if item_id is None:
                self.unchosen.append((f"place-{key_of(loose)}", f"Choose where to put “{_first_words(loose.text)}”"))
                continue
            into = gathered[item_id]
            before = narratives[item_id] if into.narrative is None else into.narrative
            into.narrative = "\n\n".join(filter(None, (before.rstrip("\n"), loose.text)))

    def _cleaned(self, decision: Decision) -> str:
        try:
            return clean(self.typed(decision), field="The text")
        except RuleBroken as broken:
            self.unchosen.append((f"text-{decision.key}", str(broken)))
            return ""


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}…"


def kinds() -> Iterator[tuple[str, str]]:
    return ((kind.value, kind.label) for kind in ResolutionKind)
