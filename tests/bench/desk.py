"""Saving a minute through its page, against a bare one-row write; and two clerks at the same minute a thousand times.

A save goes the whole way of the page: the session, the right, the form and its proof, the version, the history, the
search, the commit. The floor writes one row of the same length by the same framework on the same server.
"""

from __future__ import annotations

import http.client
import json
import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from scrutiny.database import writing
from scrutiny.domain.vocabulary import AccountRole, MinutesState
from scrutiny.models.accounts import Account
from scrutiny.models.agenda import AgendaItem
from scrutiny.operations import accounts
from tests.bench import council
from tests.bench.databases import SQLite, folder
from tests.bench.measure import Row, count, in_turns
from tests.bench.served import running
from tests.databases import KEY

ROUNDS = 150
CLERKS, TIMES = 2, 500
PASSWORD = "tawny kettle orchard"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SCRIPT = FORM | {"X-Requested-With": "desk", "Accept": "application/json"}


def rows() -> Iterator[Row]:
    with folder() as path, desk(path) as at_desk:
        writer, floor = Writer(at_desk, "clerk0@example.org"), http.client.HTTPConnection("127.0.0.1", at_desk.one_row)
        texts = (f"Draft {number}. {council.NARRATIVE}" for number in range(10_000))

        def one_row() -> None:
            floor.request("POST", "/", urlencode({"narrative": next(texts)}), FORM)
            floor.getresponse().read()

        saved, bare = in_turns(lambda: writer.save(next(texts)), one_row, rounds=ROUNDS, warm=3)
        yield Row("a minute saved through its page", saved, bare, beside="one row written", limit=8)
        yield from two_clerks(at_desk)


def two_clerks(at_desk: Desk) -> Iterator[Row]:
    """Each goes on from what is saved, and is answered with it when the other was first."""
    before, answers = at_desk.versions(), Counter[str]()
    writers = [Writer(at_desk, f"clerk{number}@example.org") for number in range(CLERKS)]

    def write(place: int) -> None:
        for turn in range(TIMES):
            answers[writers[place].try_to_save(f"Clerk {place} wrote this, {turn}.")] += 1

    threads = [threading.Thread(target=write, args=(place,)) for place in range(CLERKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    work = f"{CLERKS} clerks saving one minute {TIMES:,} times each"
    yield count(
        f"{work}: neither saved nor answered with both texts", CLERKS * TIMES - answers["saved"] - answers["both"]
    )
    yield count(f"{work}: lost", abs(before + answers["saved"] - at_desk.versions()))


@dataclass(frozen=True, slots=True)
class Desk:
    site: int
    one_row: int
    database: SQLite
    item_id: int

    def versions(self) -> int:
        """How often the minute was saved."""
        connection = sqlite3.connect(self.database.path)
        version = connection.execute("SELECT version FROM minutes WHERE item_id = ?", (self.item_id,)).fetchone()
        connection.close()
        return int(version[0])


@dataclass
class Writer:
    """A clerk's browser at the page of one minute: its script, as far as it saves."""

    desk: Desk
    email: str
    cookie: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.desk.site)
        form, cookie = self._page("/sign-in")
        said = urlencode({"csrf_token": form["csrf_token"], "email": self.email, "password": PASSWORD})
        self.connection.request("POST", "/sign-in", said, FORM | {"Cookie": cookie})
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 303:
            raise RuntimeError(f"Signing in was answered {answer.status}")
        set_ = [value for name, value in answer.getheaders() if name == "Set-Cookie" and value.startswith("session=")]
        self.cookie = set_[0].split(";")[0]
        self.fields, _ = self._page(self.address)

    @property
    def address(self) -> str:
        return f"/items/{self.desk.item_id}/minute"

    def save(self, text: str) -> None:
        status, told = self._send(text)
        if status != 200:
            raise RuntimeError(f"The minute was answered {status}: {told}")

    def try_to_save(self, text: str) -> str:
        """`saved`; `both`, with the text that the other saved; or what went wrong."""
        status, told = self._send(text)
        if status == 409 and "theirs" in told:
            self.fields["seen"] = str(told["version"])
            return "both"
        return "saved" if status == 200 else f"{status}"

    def _send(self, text: str) -> tuple[int, dict[str, Any]]:
        said = urlencode(self.fields | {"narrative": text})
        self.connection.request("POST", f"{self.address}/autosave", said, SCRIPT | {"Cookie": self.cookie})
        answer = self.connection.getresponse()
        told: dict[str, Any] = json.loads(answer.read())
        if answer.status == 200:
            self.fields["seen"] = str(told["version"])
        return answer.status, told

    def _page(self, address: str) -> tuple[dict[str, str], str]:
        """The hidden fields of its form, and the cookie that came with it."""
        self.connection.request("GET", address, headers={"Cookie": self.cookie} if self.cookie else {})
        answer = self.connection.getresponse()
        page = answer.read().decode()
        if answer.status != 200:
            raise RuntimeError(f"{address} was answered {answer.status}")
        inputs = re.findall(r"<input [^>]*type=\"hidden\"[^>]*>", page)
        said = (dict(re.findall(r"(name|value)=\"([^\"]*)\"", each)) for each in inputs)
        wanted = {each["name"]: each.get("value", "") for each in said if each.get("name") in ("csrf_token", "seen")}
        return wanted, (answer.getheader("Set-Cookie") or "").split(";")[0]


@contextmanager
def desk(path: Path) -> Iterator[Desk]:
    database = SQLite(path)
    item_id = fill(database)
    settings = {"DATABASE_URL": database.url, "SCRUTINY_DATA": str(path), "SECRET_KEY": KEY}
    site = ["-m", "scrutiny", "serve", "--no-demo", "--port", "0"]
    with running(site, settings) as port, running(["-m", "tests.bench.one_row", str(path / "one.db")], {}) as one_row:
        yield Desk(port, one_row, database, item_id)


def fill(database: SQLite) -> int:
    """A meeting whose minutes are being written, and the clerks; the item that they write at."""
    with database.session() as session:
        meeting = council.fill(session)
        with writing(session, council.AUTHOR):
            for number in range(CLERKS):
                _clerk(session, number)
            meeting.minutes_state = MinutesState.DRAFT
        items = select(AgendaItem.id).filter_by(meeting_id=meeting.id).order_by(AgendaItem.id)
        return session.scalars(items.limit(1)).one()


def _clerk(session: Any, number: int) -> Account:
    return accounts.add(
        session,
        email=f"clerk{number}@example.org",
        name=f"Clerk {number}",
        password=PASSWORD,
        role=AccountRole.CLERK,
        committee="SOS",
        on=council.HELD,
    )
