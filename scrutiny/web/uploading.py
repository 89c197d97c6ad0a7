"""Pages that take files: a bigger body, and nothing slow while the record is held.

To read and check a big file takes seconds, and on SQLite a change holds the record against all other writers. So such
a page is guarded with `changes=False`; it reads, checks and keeps the files first (`kept`), and then opens its change
(`gate.change`). A file that was kept for a change that is refused is nobody's, and harms nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.rules import RuleBroken
from scrutiny.intake import uploads
from scrutiny.intake.uploads import Upload
from scrutiny.store import Store
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Files
from scrutiny.web.freshness import has_session

LARGEST_BODY = 4 * uploads.LARGEST + 1024 * 1024  # bytes: several papers at once, and what is typed beside them
MOST = 30
"""Files in one form: each is looked into in a process of its own, while somebody waits."""
AGAIN = "Nothing was taken. Choose the file again: a browser does not keep it."
NO_ROOM = "Nothing was taken: the place where files are kept is full or cannot be reached. Tell whoever runs this site."
ALL_AGAIN = "Nothing was taken. Choose the files again: a browser does not keep them."


def takes_files(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Mark a view whose form may hold files. It stands above the guard."""

    @wraps(view)
    def marked(**arguments: Any) -> ResponseReturnValue:
        return view(**arguments)

    vars(marked)["takes_files"] = True
    return marked


def sent(form: Change, field: Files) -> list[Upload]:
    """The files of a form that was sent and is right; none where anything in it is wrong, which is said.

    A file that nothing is wrong with is lost all the same, since no browser sends it twice: that is said too.
    """
    if not form.is_submitted():
        return []
    if form.validate():
        return kept(form, field)
    if field.given and not field.errors:
        form.fails(field.name, _again(field))
    return []


def kept(form: Change, field: Files) -> list[Upload]:
    """The files of the field, each found in order and kept in the store; none, where one has a fault, which is said."""
    if len(field.given) > MOST:
        form.fails(field.name, f"Choose at most {MOST} files at once. {_again(field)}")
        return []
    found, faults = [], []
    for sent in field.given:
        try:
            found.append(uploads.read(sent.read(uploads.LARGEST + 1), sent.filename or ""))
        except RuleBroken as broken:
            faults.append(str(broken))
    if faults:
        form.fails(field.name, " ".join([*faults, _again(field)]))
        return []
    store: Store = current_app.extensions["scrutiny.store"]
    try:
        for sent in field.given:
            sent.seek(0)
            store.keep(sent.read())
    except OSError as trouble:
        current_app.logger.error("A file could not be kept: %s", trouble)
        form.fails(field.name, NO_ROOM)
        return []
    return found


@contextmanager
def all_or_nothing(form: Change, field: Files) -> Iterator[None]:
    """What is done with the files may break a rule: then none of it is done, and it is said beside the files."""
    try:
        with db.session().begin_nested():
            yield
    except RuleBroken as broken:
        form.fails(field.name, f"{broken} {_again(field)}")


def _again(field: Files) -> str:
    return ALL_AGAIN if len(field.given) > 1 else AGAIN


def let_files_in() -> None:
    """Before anybody reads the body. Who has no session has nothing to upload, and is not given the room."""
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "takes_files", False) and has_session():
        request.max_content_length = LARGEST_BODY


def register(app: Flask) -> None:
    app.before_request(let_files_in)
