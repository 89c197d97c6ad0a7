"""Takes apart clauses that were typed or pasted together: `a) the report be noted; and` on a line each."""

import re

from scrutiny.domain.numbering import letter

_LETTERED = re.compile(r"\s*\(?([a-z]{1,2})[).]\s+(\S.*)", re.DOTALL)
_JOINED = re.compile(r"\s*[;,]\s*(?:and,?|or,?)?\s*$")


def apart(typed: str) -> list[str]:
    """The clauses of what was typed. Several, where every one begins with its letter: a), b), c) …; else one.

    A line that begins with no letter goes on with the clause before it. What only joined a clause to the next one
    ("; and,") is taken off, since the minutes print that by themselves.
    """
    clauses: list[str] = []
    for line in typed.strip().split("\n"):
        found = _LETTERED.fullmatch(line)
        if found and found[1] == letter(len(clauses) + 1):
            clauses.append(found[2].strip())
        elif clauses:
            clauses[-1] = f"{clauses[-1]}\n{line}".strip()
        elif line.strip():
            return [typed.strip()]
    return [*(_JOINED.sub("", clause) for clause in clauses[:-1]), *clauses[-1:]]
