"""A worker in a process of its own that stands still in the middle of its second pack, to be killed there.

python -m tests.bindery.slow_worker DATABASE_URL FOLDER MEETING_ID
"""

from __future__ import annotations

import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from scrutiny import operations
from tests.at_once import engine_at
from tests.bindery.stand_in import Workshop

STANDING = "standing still"


def main(database_url: str, folder: str, meeting_id: str) -> None:
    assert operations.packs_in_step
    workshop = Workshop(engine_at(database_url), Path(folder))
    workshop.time = datetime.now(UTC).replace(microsecond=0)

    def stand_still() -> None:
        if len(workshop.binders.calls) == 2:
            (workshop.folder / meeting_id / "half a pack.pdf").write_text("half a")
            print(STANDING, flush=True)
            threading.Event().wait()

    workshop.binders.meanwhile = stand_still
    workshop.builder().build(int(meeting_id))


if __name__ == "__main__":
    main(*sys.argv[1:])
