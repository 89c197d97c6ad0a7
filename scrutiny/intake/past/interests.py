"""Declarations of interest, from the sentences that tell them."""

from __future__ import annotations

import re

from scrutiny.domain.record.meetings import Declaration
from scrutiny.domain.vocabulary import InterestKind
from scrutiny.intake.past.names import listed

_DECLARED = re.compile(
    r"(?P<who>(?:Councillors?|Cllrs?\.?|Mr|Mrs|Ms|Dr)?\s*[A-Z][^.;:]{1,120}?)\s+(?:each\s+)?declared\s+(?:an?\s+)?(?P<kind>[^.]{0,60}?)\binterests?\b"
    r"(?P<detail>.*)",
    re.DOTALL,
)
_LISTED = re.compile(r"[•*-]?\s*(?P<who>[^–:]{2,80}?)\s+–\s+(?P<kind>[^:.]{3,60})(?P<detail>[:.].*)", re.DOTALL)


def declared(text: str) -> tuple[Declaration, ...]:
    """Everybody whom a sentence says to have declared an interest; none where nobody did."""
    if re.match(r"(?:no|there were no|none)\b", text, re.IGNORECASE):
        return ()
    found = _DECLARED.match(text)
    if found is None:
        return ()
    detail = " ".join(found["detail"].split()).strip(" .,;:")
    return tuple(
        Declaration(name=each.name, kind=_kind(found["kind"]), detail=detail)
        for each in listed([found["who"]])
        if each.is_name
    )


def listed_as_printed(text: str) -> Declaration | None:
    """A line of a list of them, `Kath Perry – Other interest: her sister works there`."""
    found = _LISTED.fullmatch(text)
    if found is None:
        return None
    kinds = {kind.label.casefold(): kind for kind in InterestKind}
    kind = kinds.get(found["kind"].strip().casefold())
    if kind is None:
        return None
    return Declaration(name=found["who"].strip(), kind=kind, detail=found["detail"].strip(" :."))


def _kind(words: str) -> InterestKind:
    said = words.casefold()
    if "pecuniary" in said:
        return InterestKind.OTHER if "non-pecuniary" in said or "non pecuniary" in said else InterestKind.PECUNIARY
    return InterestKind.PARTY_WHIP if "whip" in said else InterestKind.OTHER
