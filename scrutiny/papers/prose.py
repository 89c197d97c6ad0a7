"""The text of a minute as blocks: read from Markdown once, printed by the page and by Word alike.

Markdown here is what a clerk types anyway: paragraphs, **bold**, *italic*, `-` or `•` points, `1.` and `a)` lists. All
else is text: HTML, headings, links, code. An address is printed as it was typed, since a record is read on paper too.
A line that ends is a line that ends, as in an e-mail. A lettered list keeps the letters as they were typed: it begins
at a) and goes on only with the next letter, so a list that would have to be lettered anew stays plain text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look. A line feed in it is a line break."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]


class ListKind(StrEnum):
    BULLETS = "bullets"
    NUMBERS = "numbers"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each entry is blocks, so that a clause may hold points of its own. `first` is the first number."""

    kind: ListKind
    entries: tuple[tuple["Block", ...], ...]
    first: int = 1


Block = Paragraph | Listing

_DEEPEST = 6
"""Levels of nesting, two a list. A fourth list inside three is text: nobody minutes so, and a hostile text may not
send the parser deeper than Python can go."""

_LETTER = re.compile(r"\(?([a-z])\)[ \t]+(?=\S)")
_INDENT = re.compile(r"^(?: {1,3}|\t)", re.MULTILINE)
_POINT = re.compile(r"^([ \t]*)[•·▪\uf0b7][ \t]*", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_MARKED_LINE = re.compile(r"\s|[-+]|\d+[.)]|\(?[a-z]\)")


@lru_cache(maxsize=256)
def read(text: str) -> tuple[Block, ...]:
    """The blocks of a text; none of an empty one. Never raises, whatever the text.

    Most paragraphs of minutes are no more than their words, and the parser looks at each character: it is given the
    stretches between those. Words at the margin after a blank line end any list, so no list is cut in two. Remembered,
    since a minute is read by the page, by Word, and by the next reader.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x00", "\ufffd").strip("\n")
    if not text.isascii():
        text = _POINT.sub(r"\1- ", text)
    blocks: list[Block] = []
    marked: list[str] = []
    for stretch in _BLANK_LINES.split(text):
        if not stretch or _is_marked(stretch):
            marked.append(stretch)
            continue
        blocks += _parsed(marked)
        marked.clear()
        blocks.append(Paragraph((Run(stretch),)))
    return *blocks, *_parsed(marked)


def _is_marked(stretch: str) -> bool:
    """Whether the parser may make anything of it but one paragraph of these very words."""
    if "*" in stretch or "_" in stretch or "\\" in stretch:
        return True
    return any(_MARKED_LINE.match(line) or line[-1:].isspace() for line in stretch.split("\n"))


def _parsed(stretches: Sequence[str]) -> tuple[Block, ...]:
    return tuple(_blocks(iter(_PARSER.parse("\n\n".join(stretches))))) if stretches else ()


def _blocks(tokens: Iterator[Token]) -> Iterator[Block]:
    """The blocks up to the end of the tokens or of the entry that they stand in."""
    for token in tokens:
        match token.type:
            case "inline":
                if runs := tuple(_runs(token.children or [])):
                    yield Paragraph(runs)
            case "bullet_list_open":
                yield from _listing(ListKind.BULLETS, tokens)
            case "ordered_list_open":
                yield from _listing(ListKind.NUMBERS, tokens, first=int(token.attrGet("start") or 1))
            case "lettered_list_open":
                yield from _listing(ListKind.LETTERS, tokens)
            case "list_item_close":
                return


def _listing(kind: ListKind, tokens: Iterator[Token], first: int = 1) -> Iterator[Listing]:
    """None where no entry of it says anything: on paper what follows would seem to belong to it."""
    entries = _entries(tokens)
    if any(entries):
        yield Listing(kind, entries, first)


def _entries(tokens: Iterator[Token]) -> tuple[tuple[Block, ...], ...]:
    entries = []
    while not next(tokens).type.endswith("_list_close"):
        entries.append(tuple(_blocks(tokens)))
    return tuple(entries)


def _runs(tokens: list[Token]) -> Iterator[Run]:
    """Neighbours of one look joined. `bold` and `italic` count, since both may be opened twice."""
    held, bold, italic = "", 0, 0
    for token in tokens:
        text = "\n" if token.type in ("softbreak", "hardbreak") else token.content
        if token.nesting and held:
            yield Run(held, bold > 0, italic > 0)
            held = ""
        if token.type.startswith("strong_"):
            bold += token.nesting
        elif token.type.startswith("em_"):
            italic += token.nesting
        else:
            held += text
    if held:
        yield Run(held, bold > 0, italic > 0)


def _lettered(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule of `a)` lists. An entry goes on to a blank line or the next letter, and over a blank line where
    the text is indented: a clerk does not indent the points under a clause."""
    if state.level >= _DEEPEST or _letter(state, start, end) != "a" or (not silent and _outside(state, start)):
        return False
    if silent:  # the question is whether a paragraph ends here; also one that stands in an entry further in
        return True
    state.push("lettered_list_open", "", 1)
    line, letter = start, "a"
    while _letter(state, line, end) == letter and not _outside(state, line):
        after = _end_of_entry(state, line, end, following := chr(ord(letter) + 1))
        _entry(state, line, after)
        line, letter = state.skipEmptyLines(after), following
    state.push("lettered_list_close", "", -1)
    state.line = min(line, end)
    return True


def _letter(state: StateBlock, line: int, end: int) -> str:
    """The letter that a line begins with, or nothing."""
    if line >= end:
        return ""
    found = _LETTER.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
    return found[1] if found else ""


def _outside(state: StateBlock, line: int) -> bool:
    """Whether a line stands to the left of the list entry that is being read."""
    return state.sCount[line] < state.blkIndent and not state.isEmpty(line)


def _end_of_entry(state: StateBlock, start: int, end: int, following: str) -> int:
    line = start + 1
    while line < end and _letter(state, line, end) != following and not _outside(state, line):
        if state.isEmpty(line):
            resumed = state.skipEmptyLines(line)
            indented = resumed < end and state.sCount[resumed] > state.blkIndent
            if not indented or _letter(state, resumed, end) == following:
                break
            line = resumed
        else:
            line += 1
    return line


def _entry(state: StateBlock, start: int, end: int) -> None:
    """One entry, read as a text of its own, as deep as it stands."""
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    others = state.getLines(start + 1, end, state.blkIndent, keepLastLF=False)
    text = f"{_LETTER.sub('', first, count=1)}\n{_INDENT.sub('', others)}"
    inner = StateBlock(text, state.md, state.env, state.tokens)
    state.push("list_item_open", "", 1)
    inner.level = state.level + 1
    state.md.block.tokenize(inner, 0, inner.lineMax)
    state.push("list_item_close", "", -1)


def _shallow_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return state.level < _DEEPEST and list_block(state, start, end, silent)


def _parser() -> MarkdownIt:
    """`zero` reads nothing but paragraphs; what is read besides is named here."""
    parser = MarkdownIt("zero", {"html": False}).enable(["list", "emphasis", "newline", "escape"])
    parser.block.ruler.at("list", _shallow_list, {"alt": ["paragraph"]})
    parser.block.ruler.before("list", "lettered", _lettered, {"alt": ["paragraph", "list"]})
    return parser


_PARSER = _parser()
