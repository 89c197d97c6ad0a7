"""Blocks as Markdown again: the way back from `prose.read`, for a text that was finished in Word.

One text has many spellings in Markdown, and Word knows none of them. `normal` gives each the one spelling that it has
after a journey through a document, so that two texts are told apart by their words alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scrutiny.papers.prose import Block, Listing, ListKind, Paragraph, Run, read

_SPECIAL = re.compile(r"([\\*_])")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_SPACES = re.compile(r"[ \t]*\n[ \t]*")
_LAST_LETTER = 26
_SETTLED = 3
"""Readings after which a spelling stands."""


def normal(text: str) -> str:
    """The spelling of a text after a journey through Word: `normal(normal(text)) == normal(text)`."""
    return written(read(text))


def written(blocks: Sequence[Block]) -> str:
    """The one spelling of these blocks. What looks like a list, though it was typed as words, is one from here on."""
    said = _spelt(blocks)
    for _ in range(_SETTLED):
        said = _spelt(_gathered(read(said)))
    return said


def _spelt(blocks: Sequence[Block]) -> str:
    return "\n\n".join(filter(None, (_block(block) for block in blocks)))


def _gathered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """What stands under a list in a list belongs to the deeper one: on paper nobody can tell."""
    return tuple(_listing(block) if isinstance(block, Listing) else block for block in blocks)


def _listing(block: Listing) -> Listing:
    return replace(block, entries=tuple(_entry_gathered(entry) for entry in block.entries))


def _entry_gathered(entry: Sequence[Block]) -> tuple[Block, ...]:
    gathered: list[Block] = []
    for block in _gathered(entry):
        last = gathered[-1] if gathered else None
        if isinstance(block, Paragraph) and isinstance(last, Listing):
            gathered[-1] = _added(last, block)
        else:
            gathered.append(block)
    return tuple(gathered)


def _added(listing: Listing, block: Paragraph) -> Listing:
    *others, last = listing.entries
    return replace(listing, entries=(*others, _entry_gathered((*last, block))))


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _paragraph(block)
    entries = [said for entry in block.entries if (said := _inside(entry))]
    return "\n".join(_entry(mark, said) for mark, said in zip(_marks(block), entries, strict=False))


def _marks(listing: Listing) -> Iterator[str]:
    number = listing.first
    while True:
        if listing.kind is ListKind.BULLETS:
            yield "- "
        elif listing.kind is ListKind.LETTERS and number <= _LAST_LETTER:
            yield f"{chr(ord('a') + number - 1)}) "
        else:
            yield f"{number}. "
        number += 1


def _inside(entry: Sequence[Block]) -> str:
    """A list in an entry follows its words at once."""
    said = ""
    for block in entry:
        if text := _block(block):
            said += text if not said else f"\n{text}" if isinstance(block, Listing) else f"\n\n{text}"
    return said


def _entry(mark: str, said: str) -> str:
    """What follows the first line of an entry stands as far in as its words do."""
    first, *others = said.split("\n")
    return "\n".join([mark + first, *(f"{' ' * len(mark)}{line}" if line else "" for line in others)])


def _paragraph(block: Paragraph) -> str:
    said = "".join(_run(run) for run in _joined(block.runs))
    return _SPACES.sub("\n", said).strip()


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Neighbours of one look as one run; a space has no look, so it goes with the words before it."""
    held: Run | None = None
    for run in runs:
        if held is not None and ((run.bold, run.italic) == (held.bold, held.italic) or not run.text.strip()):
            held = replace(held, text=held.text + run.text)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _run(run: Run) -> str:
    """The marks of a look stand at its words, never at a space: they would be read as stars."""
    found = _EDGES.fullmatch(run.text)
    before, words, after = found.groups() if found else ("", run.text, "")
    star = "*" * (2 * run.bold + run.italic)
    plain = _SPECIAL.sub(r"\\\1", words)
    return f"{before}{star}{plain}{star}{after}" if words else run.text
