"""People as minutes list them: `Ada Marsh (Vice-Chairman (Overview)), Kate Sorrel, MBE and Cllr A. N. Other`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_STYLE = re.compile(
    r"(?:(?:the\s+)?(?:county\s+|city\s+|borough\s+|district\s+)?councillors?|cllrs?|members?)\b[.:]?\s+", re.I
)
_TITLE = re.compile(
    r"((?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|rev|revd|reverend|preb|canon|the\s+hon|hon|major|"
    r"colonel|alderman|father|sister|imam|rabbi)\b\.?\s*)+)(?=\S)",
    re.IGNORECASE,
)
_HONOUR = re.compile(r"(?:[A-Z]{2,5}|PhD|Ph\.D\.?|[A-Z](?:\.[A-Z])+\.?)(?:\s+(?:[A-Z]{2,5}))*")
_AFTER_NAME = re.compile(
    r"(?P<name>.+?)\s+(?P<honours>(?:MBE|OBE|CBE|KBE|DBE|BEM|JP|DL|QC|KC|MP|GM|TD|RD)(?:\s+[A-Z]{2,4})*)"
)
_INSTEAD = re.compile(
    r"(?:as\s+)?(?:a\s+)?(?:(?:substitut(?:e|ing)|sub\.?|deputising|deputy)\s+(?:for|of)|for|in place of|on behalf of)"
    r"\s+(?P<name>[A-Z].*)",
    re.DOTALL | re.IGNORECASE,
)
_SUBSTITUTE = re.compile(r"\(?(?:as\s+)?(?:a\s+)?substitute\)?", re.IGNORECASE)
POST = re.compile(
    r"\b(?:officer|manager|director|head|facilitator|clerk|solicitor|secretary|services?|lead|adviser|advisor|"
    r"executive|assistant|coordinator|co-ordinator|inspector|superintendent|commissioner|consultant|accountant|"
    r"treasurer|cabinet member|portfolio|representative|chief|team|reporter)\b",
    re.IGNORECASE,
)
_DIVIDED = re.compile(r"[,;:]|\s+and\s+(?=\S)|\n")
_NAME = re.compile(r"[^\W\d_][\w'’.\-–&/ ]{1,80}")
_LOOSE = " ,;:–—-\t*"
_INITIAL = re.compile(r"(?:^|[\s.])[A-Z]\.$|\b(?:Jr|Sr|Esq)\.$")


@dataclass(frozen=True, slots=True)
class Somebody:
    """`role` as it is written behind the name, a post too; `instead_of` whose substitute they are."""

    name: str
    title: str = ""
    honours: str = ""
    role: str = ""
    instead_of: str = ""
    is_substitute: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it can be the name of somebody, or of a post."""
        return _NAME.fullmatch(self.name) is not None and self.name[0].isupper() and len(self.name.split()) <= 8


def listed(lines: Sequence[str]) -> list[Somebody]:
    """Everybody in these lines, which may be one a line or a sentence that was broken."""
    found: list[Somebody] = []
    for piece in _pieces("\n".join(_whole(lines))):
        words = _unstopped(piece.strip(_LOOSE))
        words = _STYLE.sub("", words, count=1) if _STYLE.match(words) else words
        words = re.sub(r"^the\s+", "", words)
        if not words or _STYLE.fullmatch(f"{words} "):
            continue
        if found and _HONOUR.fullmatch(words) and len(words) <= 12 and found[-1].is_name:
            found[-1] = replace(found[-1], honours=" ".join(filter(None, (found[-1].honours, words))))
        elif found and _is_post_of(words, found[-1]):
            found[-1] = replace(found[-1], role=", ".join(filter(None, (found[-1].role, words))))
        else:
            found.append(_somebody(words))
    return found


def _is_post_of(words: str, before: Somebody) -> bool:
    """`Mark Bradwell, Democratic Services Manager`; not `Overview Facilitator, Democratic Services Officer`."""
    return bool(POST.search(words)) and not POST.search(before.name) and not before.role and "(" not in words


def _whole(lines: Sequence[str]) -> Iterator[str]:
    """Lines that a bracket or a comma holds together as one."""
    held = ""
    for line in lines:
        held = f"{held} {line}" if held else line
        if held.count("(") > held.count(")") or held.rstrip().endswith((",", " and", " &", "-")):
            continue
        yield held
        held = ""
    if held:
        yield held


def _pieces(text: str) -> Iterator[str]:
    """Divided at commas, semicolons, line feeds and “and”, but not inside brackets nor within the name of a post."""
    start = 0
    for found in _DIVIDED.finditer(text):
        before = text[start : found.start()]
        if before.count("(") > before.count(")"):
            continue
        if found[0].strip() == "and" and not _divides(before, text[found.end() :]):
            continue
        yield before
        start = found.end()
    yield text[start:]


def _divides(before: str, after: str) -> bool:
    """Whether “and” stands between two people: in `Overview and Scrutiny Officer` it does not."""
    following = _DIVIDED.split(after, maxsplit=1)[0]
    single = min(len(before.split()), len(following.split())) <= 1
    return not (single and POST.search(f"{before} {following}"))


def _somebody(words: str) -> Somebody:
    name, role, instead_of, substitute = words, "", "", False
    at = words.find("(")
    if at > 0:
        name, within = words[:at].strip(_LOOSE), words[at:].strip()
        role = within[1:-1].strip() if within.endswith(")") else within[1:].strip()
        if found := _INSTEAD.fullmatch(role):
            instead_of, role, substitute = _plain(found["name"]), "", True
        elif _SUBSTITUTE.fullmatch(role):
            role, substitute = "", True
    elif (dash := re.search(r"\s[–—-]\s", words)) and dash.start() > 2:
        name, role = words[: dash.start()], words[dash.end() :]
    title = ""
    if found := _TITLE.match(name):
        title, name = " ".join(found[1].split()), name[found.end() :]
    honours = ""
    if found := _AFTER_NAME.fullmatch(name):
        name, honours = found["name"].strip(", "), found["honours"]
    return Somebody(" ".join(name.split()), title, honours, " ".join(role.split()), instead_of, substitute)


def _unstopped(words: str) -> str:
    """Without the full stop of its sentence; that of an initial is part of the name."""
    return words if _INITIAL.search(words) else words.rstrip(". ")


def _plain(words: str) -> str:
    """The name of whoever a substitute came for, as a member's name is listed."""
    others = listed([words])
    return others[0].name if others else words
