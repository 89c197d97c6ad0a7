"""A real subscriber: vdirsyncer fetches a feed over HTTP into a folder, khal shows what the folder holds."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_SYNCER = """
[general]
status_path = "{home}/status/"
[pair diary]
a = "feed"
b = "shelf"
collections = null
conflict_resolution = "a wins"
[storage feed]
type = "http"
url = "{address}"
[storage shelf]
type = "filesystem"
path = "{home}/shelf/"
fileext = ".ics"
"""

_KHAL = """
[calendars]
[[diary]]
path = {home}/shelf/
readonly = True
[sqlite]
path = {home}/khal.db
[locale]
local_timezone = Europe/London
default_timezone = Europe/London
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""

_FIELDS = ("start-long-full", "end-long-full", "title", "location", "status", "description")


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of khal's listing, in London's time; `starts` is `2021-11-30 10:00`, or the bare day."""

    starts: str
    ends: str
    title: str
    location: str
    status: str
    description: str


class Subscriber:
    def __init__(self, address: str, home: Path) -> None:
        """Subscribe to the feed at `address`, keeping everything in the folder `home`."""
        self._home = home
        (home / "shelf").mkdir()
        (home / "syncer.conf").write_text(_SYNCER.format(home=home, address=address))
        (home / "khal.conf").write_text(_KHAL.format(home=home))
        self._run("vdirsyncer", "--config", str(home / "syncer.conf"), "discover")

    def sync(self) -> None:
        """Fetch the feed once; vdirsyncer's own words are the error if it refuses. An emptied feed is believed."""
        self._run("vdirsyncer", "--config", str(self._home / "syncer.conf"), "sync", "--force-delete")

    def listing(self, from_: date, to: date) -> list[Shown]:
        """What khal shows from `from_` up to, not including, `to`."""
        fields = [argument for field in _FIELDS for argument in ("--json", field)]
        config = str(self._home / "khal.conf")
        printed = self._run("khal", "--config", config, "list", "--once", *fields, f"{from_}", f"{to}")
        return [
            Shown(*(entry[field] for field in _FIELDS)) for day in printed.splitlines() for entry in json.loads(day)
        ]

    def _run(self, program: str, *arguments: str) -> str:
        """Run a program of this environment, with no settings but ours and no proxy between it and the loopback."""
        environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        environment |= {"HOME": str(self._home), "XDG_CACHE_HOME": str(self._home), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [Path(sys.executable).parent / program, *arguments], env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{program} {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout
