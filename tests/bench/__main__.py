"""`python -m tests.bench [NAME …]`: measure, print the table, write bench.json; not zero where a limit is broken."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from tests.bench.measure import Row, table

NAMES = (
    "pages",
    "unchanged",
    "word",
    "feed",
    "actions",
    "searching",
    "saves",
    "desk",
    "slow_clients",
    "rolling_forward",
    "packs",
)
WRITTEN_TO = Path("bench.json")


def main(wanted: list[str]) -> None:
    if unknown := set(wanted) - set(NAMES):
        sys.exit(f"There is no benchmark named {', '.join(sorted(unknown))}. There are: {', '.join(NAMES)}.")
    rows: list[Row] = []
    for name in wanted or NAMES:
        began = time.monotonic()
        print(f"{name} …", end=" ", file=sys.stderr, flush=True)
        rows += import_module(f"tests.bench.{name}").rows()
        print(f"{time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(table(rows))
    written = [asdict(row) | {"ratio": row.ratio, "ok": row.ok} for row in rows]
    WRITTEN_TO.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if broken := sum(not row.ok for row in rows):
        sys.exit(f"{broken} of {len(rows)} limits are broken.")


if __name__ == "__main__":
    main(sys.argv[1:])
