"""LibreOffice, without a window: Word, Excel and PowerPoint papers to PDF, all in one call as starting costs most."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import IO
from xml.sax.saxutils import escape

if sys.platform == "win32":  # where a folder cannot be taken away while a file in it is open

    def _hold(_: IO[str]) -> None: ...

else:
    import fcntl

    def _hold(lock: IO[str]) -> None:
        """Until it is closed, or its process has ended; OSError where another holds it."""
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


LONGEST = 180.0
"""Seconds for one paper: an annual report of 200 pages takes some twenty."""

_STARTING = 60.0
"""Seconds more for the first paper of a call, on a machine that has other things to do."""

_ROOM = ".office-"

_NEEDED = ("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
"""What it needs to start; the key, the passwords and the secrets of this process are no business of a paper's."""

_EXPORT = "/org.openoffice.Office.Common/Filter/PDF/Export"
_SETTINGS = (
    (_EXPORT, "UseTaggedPDF", "true"),
    (_EXPORT, "PDFUACompliance", "true"),
    (_EXPORT, "ExportBookmarks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""Tags and bookmarks for every kind of paper in one call, which no option of the command line can ask for; no macro is
run, and nothing is fetched: a paper may name a picture or a table at an address, and the proxy for it is nobody."""


def program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(papers: Mapping[str, Path], *, work: Path, longest: float = LONGEST) -> Iterator[tuple[str, Path | str]]:
    """Convert files, given by names with their true endings, in a room of their own within `work`.

    Answers for each, as it is done, the PDF or why there is none; the PDF is there until the next answer is asked for.
    LibreOffice takes them in order. Where it dies or hangs over one, that one has failed and the rest are taken again.
    """
    soffice = program()
    if soffice is None:
        for name in papers:
            yield name, "LibreOffice, which makes PDFs of such papers, is not installed"
        return
    with _room(work) as room:
        _settle_in(room)
        for name, path in papers.items():
            shutil.copyfile(path, room / name)
        left = list(papers)
        while left:
            call = _Call(soffice, room, left, longest)
            for name in call.run():
                left.remove(name)
                yield name, call.result(name)
            for name in call.failed:
                left.remove(name)
                yield name, call.why


@contextmanager
def _room(work: Path) -> Iterator[Path]:
    """A folder for one conversion, gone with it. What a killed one left is cleared away: its lock ended with it."""
    for left in work.glob(f"{_ROOM}*"):
        with suppress(OSError), (left / "lock").open() as lock:
            _hold(lock)
            shutil.rmtree(left)
    with TemporaryDirectory(prefix=_ROOM, dir=work) as folder:
        room = Path(folder)
        with (room / "taken").open("w") as lock:
            _hold(lock)
            if sys.platform != "win32":  # there an open file keeps its name
                (room / "taken").rename(room / "lock")
            yield room


class _Call:
    """One start of LibreOffice. Each line that it prints says that a paper is read and its PDF is to be written."""

    def __init__(self, soffice: str, room: Path, names: Sequence[str], longest: float) -> None:
        self._command = [
            *(soffice, "--headless", "--norestore", f"-env:UserInstallation={(room / 'profile').as_uri()}"),
            *("--convert-to", "pdf", "--outdir", str(room / "out")),
            *(str(room / name) for name in names),
        ]
        self._out = room / "out"
        self._left = list(names)
        self._longest = longest
        self._late = False
        self.failed: list[str] = []
        self.why = "LibreOffice could not read it"

    def result(self, name: str) -> Path:
        return self._out / f"{Path(name).stem}.pdf"

    def run(self) -> Iterator[str]:
        """The names that were converted, each once its PDF is finished: when the next paper's turn has come."""
        needed = {name: os.environ[name] for name in _NEEDED if name in os.environ}
        environment = needed | {"LC_ALL": "C.UTF-8", "http_proxy": "http://127.0.0.1:9", "no_proxy": ""}
        written: str | None = None
        with subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            errors="replace",
            env=environment,
            start_new_session=True,
        ) as process:
            assert process.stdout is not None
            watch = self._watch(process, self._longest + _STARTING)
            try:
                for line in process.stdout:
                    watch.cancel()
                    watch = self._watch(process, self._longest)
                    if written and self._finished(written):
                        yield written
                        written = None
                    written = self._begun(line) or written
            finally:
                watch.cancel()
                _end(process)
        if written and self._finished(written):
            yield written
            written = None
        self._blame(process.returncode, written)

    def _begun(self, line: str) -> str | None:
        return next((name for name in self._left if line.startswith("convert ") and f"/{name} -> " in line), None)

    def _blame(self, returned: int, written: str | None) -> None:
        """Who failed: of a call that came to its end all without a PDF, else the one that it was at."""
        if returned == 0:
            self.failed = self._left
            return
        self.why = "LibreOffice took too long over it" if self._late else "LibreOffice broke down over it"
        self.failed = [written] if written else self._left[:1]

    def _finished(self, name: str) -> bool:
        """Whether a paper is done, and so left no more. The exit code says nothing: what counts is a PDF
        with an end."""
        path = self.result(name)
        if not path.exists():
            return False
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 1024))
            ended = b"%%EOF" in file.read()
        if ended:
            self._left.remove(name)
        return ended

    def _watch(self, process: subprocess.Popen[str], seconds: float) -> Timer:
        def too_long() -> None:
            self._late = True
            _end(process)

        timer = Timer(seconds, too_long)
        timer.daemon = True
        timer.start()
        return timer


def _end(process: subprocess.Popen[str]) -> None:
    """End it with all that it started: the program that was called is a script that starts the one that works."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def _settle_in(room: Path) -> None:
    """A user's folder of its own: with a shared one, two packs bound at once would be none."""
    user = room / "profile" / "user"
    user.mkdir(parents=True)
    (room / "out").mkdir()
    items = "".join(
        f'<item oor:path="{escape(path)}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>\n',
        "utf-8",
    )
