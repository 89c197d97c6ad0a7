"""The house: what is true of the whole by construction, and stays so."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from alembic.script import ScriptDirectory
from flask import Flask, url_for
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, configure_mappers

from scrutiny import config, schema
from scrutiny.app import ROOT, create_app
from scrutiny.database import Author, Base, db, writing
from scrutiny.models.history import Revision
from scrutiny.models.minutes import Minute
from scrutiny.permissions import Permission
from scrutiny.web.gate import PUBLIC, SIGNED_IN, TOKEN, guard_of, refuse_unguarded_routes
from tests import chamber, databases
from tests.browser import Browser
from tests.journeys.addresses import FULL

SOURCES = sorted((ROOT / "scrutiny").rglob("*.py"))
DRAWERS = {"common", "helpers", "helper", "utils", "util", "misc", "base", "services", "service", "core", "manager"}


GUARDS = {
    "account_keeping.give_role": Permission.KEEP_ACCOUNTS,
    "account_keeping.index": Permission.KEEP_ACCOUNTS,
    "account_keeping.invite": Permission.KEEP_ACCOUNTS,
    "account_keeping.invite_again": Permission.KEEP_ACCOUNTS,
    "account_keeping.show": Permission.KEEP_ACCOUNTS,
    "account_keeping.sign_out": Permission.KEEP_ACCOUNTS,
    "account_keeping.start": Permission.KEEP_ACCOUNTS,
    "account_keeping.stop": Permission.KEEP_ACCOUNTS,
    "account_keeping.take_role": Permission.KEEP_ACCOUNTS,
    "accounts.sign_in": PUBLIC,
    "accounts.sign_out": PUBLIC,
    "accounts.signing_out": PUBLIC,
    "actions.add": Permission.FOLLOW_UP.value,
    "actions.show": Permission.FOLLOW_UP.value,
    "actions.take": Permission.FOLLOW_UP.value,
    "agenda.add_late": Permission.DRAFT_AGENDAS,
    "agenda.edit": Permission.DRAFT_AGENDAS,
    "agenda.exclude_public": Permission.DRAFT_AGENDAS,
    "agenda.publish": Permission.DRAFT_AGENDAS,
    "agenda.reopen": Permission.DRAFT_AGENDAS,
    "agenda.take_up": Permission.DRAFT_AGENDAS,
    "answer_links.make": Permission.FOLLOW_UP,
    "answer_links.withdraw": Permission.FOLLOW_UP,
    "answers.show": TOKEN,
    "answers.thanks": TOKEN,
    "attendance.add_guest": Permission.TAKE_MINUTES.value,
    "attendance.add_substitute": Permission.TAKE_MINUTES.value,
    "attendance.hold": Permission.TAKE_MINUTES.value,
    "attendance.mark": Permission.TAKE_MINUTES.value,
    "attendance.move": Permission.TAKE_MINUTES.value,
    "attendance.remove": Permission.TAKE_MINUTES.value,
    "attendance.take": Permission.TAKE_MINUTES.value,
    "attendance.unmove": Permission.TAKE_MINUTES.value,
    "calendars.feed_of_account": TOKEN,
    "calendars.feed_of_all": PUBLIC,
    "calendars.feed_of_committee": PUBLIC,
    "calendars.index": PUBLIC,
    "calendars.show": PUBLIC,
    "closures.index": Permission.KEEP_COMMITTEES,
    "closures.load": Permission.KEEP_COMMITTEES,
    "closures.open_day": Permission.KEEP_COMMITTEES,
    "closures.set_annual_meeting": Permission.KEEP_COMMITTEES,
    "committees.close": Permission.KEEP_COMMITTEES,
    "committees.edit": Permission.KEEP_COMMITTEES,
    "committees.index": PUBLIC,
    "committees.new": Permission.KEEP_COMMITTEES,
    "committees.open_again": Permission.KEEP_COMMITTEES,
    "committees.show": PUBLIC,
    "confirmation.agree": Permission.AGREE_MINUTES,
    "confirmation.confirm": Permission.TAKE_MINUTES,
    "confirmation.confirm_under": Permission.TAKE_MINUTES,
    "confirmation.show": Permission.SEE_DRAFTS,
    "confirmation.take_back": Permission.AGREE_MINUTES,
    "corrections.make": Permission.TAKE_MINUTES,
    "councils.edit": Permission.KEEP_COMMITTEES,
    "declarations.edit": Permission.TAKE_MINUTES.value,
    "declarations.index": Permission.TAKE_MINUTES.value,
    "declarations.remove": Permission.TAKE_MINUTES.value,
    "declarations.withdraw": Permission.TAKE_MINUTES.value,
    "desk.feed": SIGNED_IN,
    "desk.make_feed": SIGNED_IN,
    "desk.revoke_feed": SIGNED_IN,
    "criteria.begin_with": Permission.PLAN,
    "criteria.edit": Permission.PLAN,
    "criteria.end": Permission.PLAN,
    "criteria.index": Permission.PLAN,
    "criteria.resume": Permission.PLAN,
    "contacts.index": Permission.FOLLOW_UP,
    "desk.show": SIGNED_IN,
    "document_files.show": PUBLIC,
    "document_files.version": PUBLIC,
    "document_files.versions": PUBLIC,
    "documents.edit": Permission.DRAFT_AGENDAS,
    "documents.index": Permission.DRAFT_AGENDAS,
    "documents.move": Permission.DRAFT_AGENDAS,
    "documents.name": Permission.DRAFT_AGENDAS,
    "documents.replace": Permission.DRAFT_AGENDAS,
    "documents.take_off": Permission.DRAFT_AGENDAS,
    "entries.complete": Permission.PLAN,
    "entries.edit": Permission.PLAN,
    "entries.leave_to_be_confirmed": Permission.PLAN,
    "entries.make_exempt": Permission.PLAN,
    "entries.make_public": Permission.PLAN,
    "entries.move": Permission.PLAN,
    "entries.place": Permission.PLAN,
    "entries.take_back": Permission.PLAN,
    "entries.withdraw": Permission.PLAN,
    "feeds.index": PUBLIC,
    "feeds.show": PUBLIC,
    "follow_up.confirm": Permission.FOLLOW_UP.value,
    "follow_up.csv": PUBLIC,
    "follow_up.show": PUBLIC,
    "follow_up.word": PUBLIC,
    "history.of_account": Permission.KEEP_ACCOUNTS,
    "history.of_committee": Permission.SEE_HISTORY,
    "history.of_entry": Permission.SEE_HISTORY,
    "history.of_meeting": Permission.SEE_HISTORY,
    "home.show": PUBLIC,
    "house_templates.default": SIGNED_IN,
    "house_templates.default_sample": SIGNED_IN,
    "house_templates.download": Permission.KEEP_COMMITTEES,
    "house_templates.index": Permission.KEEP_COMMITTEES,
    "house_templates.of_council": Permission.KEEP_COMMITTEES,
    "house_templates.sample": Permission.KEEP_COMMITTEES,
    "house_templates.show": Permission.KEEP_COMMITTEES,
    "house_templates.show_of_council": Permission.KEEP_COMMITTEES,
    "house_templates.stop": Permission.KEEP_COMMITTEES,
    "house_templates.use": Permission.KEEP_COMMITTEES,
    "items.edit": Permission.DRAFT_AGENDAS,
    "items.move": Permission.DRAFT_AGENDAS,
    "items.remove": Permission.DRAFT_AGENDAS,
    "items.withdraw": Permission.DRAFT_AGENDAS,
    "letters.index": Permission.KEEP_ACCOUNTS,
    "letters.try_again": Permission.KEEP_ACCOUNTS,
    "letters.try_all_again": Permission.KEEP_ACCOUNTS,
    "meetings.agenda_document": PUBLIC,
    "meetings.calendar_entry": PUBLIC,
    "meetings.change": Permission.DRAFT_AGENDAS,
    "meetings.minutes_document": PUBLIC,
    "meetings.notice_document": PUBLIC,
    "meetings.on_day": PUBLIC,
    "meetings.restore": Permission.DRAFT_AGENDAS,
    "meetings.show": PUBLIC,
    "meetings.show_minutes": PUBLIC,
    "members.add": Permission.KEEP_COMMITTEES,
    "members.index": Permission.KEEP_COMMITTEES,
    "minute_numbers.issue": Permission.TAKE_MINUTES,
    "minute_numbers.issue_all": Permission.TAKE_MINUTES,
    "minute_numbers.void": Permission.TAKE_MINUTES,
    "minutes.autosave": Permission.TAKE_MINUTES,
    "minutes.compare": Permission.TAKE_MINUTES,
    "minutes.consider": Permission.TAKE_MINUTES,
    "minutes.item": Permission.TAKE_MINUTES,
    "minutes.outcome": Permission.TAKE_MINUTES,
    "minutes.preview": Permission.TAKE_MINUTES,
    "minutes.versions": Permission.SEE_HISTORY,
    "minutes.write": Permission.TAKE_MINUTES,
    "minutes_from_word.compare": Permission.TAKE_MINUTES,
    "minutes_from_word.file": Permission.TAKE_MINUTES,
    "minutes_from_word.index": Permission.TAKE_MINUTES,
    "official_minutes.adopt": Permission.TAKE_MINUTES,
    "official_minutes.show": PUBLIC,
    "official_minutes.withdraw": Permission.TAKE_MINUTES,
    "overdue.csv": SIGNED_IN,
    "overdue.show": SIGNED_IN,
    "overdue.word": SIGNED_IN,
    "packs.index": Permission.DRAFT_AGENDAS,
    "packs.make": Permission.DRAFT_AGENDAS,
    "packs.newest": PUBLIC,
    "packs.newest_for_members": PUBLIC,
    "packs.newest_supplement": PUBLIC,
    "packs.newest_supplement_for_members": PUBLIC,
    "packs.progress": Permission.DRAFT_AGENDAS,
    "packs.version": PUBLIC,
    "pages.accessibility": PUBLIC,
    "pages.health": PUBLIC,
    "pages.privacy": PUBLIC,
    "pages.theme": PUBLIC,
    "passwords.change": SIGNED_IN,
    "passwords.forgotten": PUBLIC,
    "passwords.set_by_link": TOKEN,
    "people.index": PUBLIC,
    "people.show": PUBLIC,
    "phrases.add_usual": Permission.TAKE_MINUTES,
    "phrases.index": Permission.TAKE_MINUTES,
    "phrases.move": Permission.TAKE_MINUTES,
    "phrases.remove": Permission.TAKE_MINUTES,
    "phrases.reword": Permission.TAKE_MINUTES,
    "portfolios.edit": Permission.KEEP_COMMITTEES,
    "portfolios.index": Permission.KEEP_COMMITTEES,
    "portfolios.remove": Permission.KEEP_COMMITTEES,
    "programme.add": Permission.PLAN,
    "programme.board": Permission.PLAN,
    "programme.csv": PUBLIC,
    "programme.show": PUBLIC,
    "programme.word": PUBLIC,
    "recommendations.add": Permission.FOLLOW_UP.value,
    "recommendations.show": Permission.FOLLOW_UP.value,
    "recommendations.take": Permission.FOLLOW_UP.value,
    "resolutions.make_action": Permission.TAKE_MINUTES,
    "resolutions.make_action_of_words": Permission.TAKE_MINUTES,
    "resolutions.make_entry": Permission.TAKE_MINUTES,
    "resolutions.make_recommendation": Permission.TAKE_MINUTES,
    "resolutions.move": Permission.TAKE_MINUTES,
    "resolutions.reword": Permission.TAKE_MINUTES,
    "resolutions.strike": Permission.TAKE_MINUTES,
    "roll_forward.put_standing_items": Permission.DRAFT_AGENDAS,
    "roll_forward.show": Permission.DRAFT_AGENDAS,
    "roll_forward.undo": Permission.DRAFT_AGENDAS,
    "search.show": PUBLIC,
    "seats.change_role": Permission.KEEP_COMMITTEES,
    "seats.edit": Permission.KEEP_COMMITTEES,
    "seats.end": Permission.KEEP_COMMITTEES,
    "seats.move": Permission.KEEP_COMMITTEES,
    "seats.remove": Permission.KEEP_COMMITTEES,
    "seats.rename": Permission.KEEP_COMMITTEES,
    "single_sign_on.begin": PUBLIC,
    "single_sign_on.come_back": PUBLIC,
    "standing_items.add_customary": Permission.PLAN,
    "standing_items.edit": Permission.PLAN,
    "standing_items.end": Permission.PLAN,
    "standing_items.index": Permission.PLAN,
    "standing_items.move": Permission.PLAN,
    "standing_items.take_up_again": Permission.PLAN,
    "suggestions.add": Permission.PLAN,
    "suggestions.decline": Permission.PLAN,
    "suggestions.edit": Permission.PLAN,
    "suggestions.index": Permission.PLAN,
    "suggestions.put_on": Permission.PLAN,
    "suggestions.take_up": Permission.PLAN,
    "topics.show": PUBLIC,
    "votes.add": Permission.TAKE_MINUTES.value,
    "votes.edit": Permission.TAKE_MINUTES.value,
    "votes.index": Permission.TAKE_MINUTES.value,
    "votes.remove": Permission.TAKE_MINUTES.value,
    "year.call": Permission.PLAN,
    "year.check": Permission.PLAN,
    "year.show": Permission.PLAN,
}
"""Who is let in where. A new page is written here too: by hand, so that somebody has thought about it."""

ARGUMENTS = {
    "code": "SOS",
    "closure_id": 1,
    "standing_item_id": 1,
    "seat_id": 1,
    "portfolio_id": 1,
    "council_id": 1,
    "account_id": 1,
    "action_id": 1,
    "item_id": 1,
    "criterion_id": 1,
    "document_id": 1,
    "draft_id": 1,
    "number": 1,
    "declaration_id": 1,
    "vote_id": 1,
    "entry_id": 1,
    "suggestion_id": 1,
    "meeting_id": 1,
    "person_id": 1,
    "recommendation_id": 1,
    "step": "withdraw",
    "template_id": 1,
    "paper": "minutes",
    "topic_id": 1,
    "on": date(2021, 9, 14),
    "colour": "1d3d6b",
    "key": "k" * 43,
    "token": "never.made",
    "resolution_id": 1,
    "phrase_id": 1,
    "pack_id": 1,
    "kind": "pdf",
}
"""What stands for the variable parts of an address, in the chamber of `tests.chamber`."""


def test_every_endpoint_asks_for_what_is_written_here(app: Flask) -> None:
    assert {endpoint: guard_of(endpoint) for endpoint in app.view_functions} == GUARDS


def test_a_route_without_a_guard_does_not_boot(app: Flask) -> None:
    careless = Flask("careless")
    careless.add_url_rule("/everything", "everything", lambda: "everything")
    with pytest.raises(RuntimeError, match="everything"):
        refuse_unguarded_routes(careless)
    refuse_unguarded_routes(app)


def test_a_query_that_forgot_to_load_something_fails_by_name() -> None:
    configure_mappers()
    lazy = {
        f"{mapper.class_.__name__}.{relation.key}": relation.lazy
        for mapper in Base.registry.mappers
        for relation in mapper.relationships
    }
    assert {name for name, how in lazy.items() if how != "raise_on_sql"} == set()
    assert len(lazy) > 10


@pytest.mark.parametrize("room", ["domain", "papers", "intake"])
def test_the_rooms_that_decide_arrange_and_read_need_no_web_and_no_database(room: str) -> None:
    program = (
        "import importlib, pkgutil, sys, scrutiny.{room} as room\n"
        "for module in pkgutil.walk_packages(room.__path__, room.__name__ + '.'):\n"
        "    importlib.import_module(module.name)\n"
        "print(sorted({'flask', 'sqlalchemy', 'wtforms'} & set(sys.modules)))"
    ).replace("{room}", room)
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_things_point_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


def test_only_the_clock_reads_the_clock() -> None:
    reads = re.compile(r"\.now\(|\.today\(|\.utcnow\(|time\.time\(")
    own = re.compile(r"the_clock\(\)\.(now|today)\(|clock\(?\)?\.(now|today)\(")
    readers = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.name != "clock.py" and reads.search(own.sub("", path.read_text(encoding="utf-8")))
    }
    assert readers == set()


def test_there_are_no_drawers_and_no_file_is_too_long_to_read() -> None:
    names = {part.removesuffix(".py") for path in SOURCES for part in path.relative_to(ROOT).parts}
    assert names & DRAWERS == set()
    assert {str(path.relative_to(ROOT)) for path in SOURCES if len(path.read_text().splitlines()) > 300} == set()


def test_every_setting_is_in_the_readme_and_where_it_is_read() -> None:
    read = set(
        re.findall(
            r'"(DATABASE_URL|SECRET_KEY|(?:SCRUTINY|SITE|MAIL|OIDC)_[A-Z_]+)"', Path(config.__file__).read_text()
        )
    )
    assert read == set(re.findall(r"^\| `([A-Z_]+)`", config.__doc__ or "", re.MULTILINE))
    assert read <= set(re.findall(r"`([A-Z_]+)`", (ROOT / "README.md").read_text(encoding="utf-8")))


def test_every_missing_or_wrong_setting_is_named_at_once() -> None:
    wrong = {"DATABASE_URL": "mysql://x", "SECRET_KEY": "short", "SCRUTINY_TODAY": "yesterday", "SITE_URL": "council"}
    with pytest.raises(config.ConfigError) as refusal:
        config.Config.from_environment(wrong)
    assert all(name in str(refusal.value) for name in wrong)
    assert "short" not in str(refusal.value)

    with pytest.raises(config.ConfigError) as refusal:
        config.Config.from_environment({})
    assert {line.split()[0] for line in str(refusal.value).splitlines()} == {"DATABASE_URL", "SECRET_KEY"}


def test_there_is_one_migration_head_and_it_is_pinned() -> None:
    heads = ScriptDirectory(str(schema.MIGRATIONS)).get_heads()
    assert len(heads) == 1
    pinned = (schema.MIGRATIONS / ".current-head").read_text().strip()
    assert pinned.startswith(f"{heads[0]}_")
    assert (schema.MIGRATIONS / "versions" / f"{pinned}.py").is_file()


def test_the_migrations_go_up_equal_the_models_and_come_down_again(app: Flask) -> None:
    assert app
    flask_migrate.check()
    flask_migrate.downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    flask_migrate.upgrade()
    flask_migrate.check()
    assert db.session.scalar(select(Revision.number)) == 0


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param("UPDATE alembic_version SET version_num = '9999'", "newer version", id="made by a newer version"),
        pytest.param("DELETE FROM alembic_version", "older than this software", id="never stamped"),
        pytest.param("DROP TABLE covered_years", "half migrated", id="half migrated"),
        pytest.param("DROP TABLE alembic_version", "another program", id="another program's"),
    ],
)
def test_the_application_does_not_start_on_a_database_that_is_not_its_own(
    sqlite: databases.SQLite, tmp_path: Path, spoil: str, says: str
) -> None:
    app = create_app(databases.config(sqlite.fresh(tmp_path), tmp_path))
    with app.app_context():
        schema.require_current(db.engine)
        with db.engine.begin() as connection:
            connection.execute(text(spoil))
        with pytest.raises(schema.WrongSchema, match=says):
            schema.require_current(db.engine)
        db.engine.dispose()


def test_an_error_of_the_database_repeats_no_word_of_the_record(session: Session, author: Author) -> None:
    """Errors are written to logs, which people read who may not read exempt minutes."""
    with writing(session, author):
        chamber.fill(session)
        taken = session.scalars(select(Minute.item_id)).first()
    with pytest.raises(IntegrityError) as refusal, writing(session, author):
        session.add(Minute(item_id=taken, narrative="The SECRET placement of a child was discussed."))
    assert "INSERT INTO minutes" in str(refusal.value)
    assert "SECRET" not in str(refusal.value)


def test_reading_any_page_changes_nothing(app: Flask, session: Session, author: Author) -> None:
    """Every address is asked for, and every one that a reader's browser walks: each row stays as it was."""
    app.extensions["scrutiny.clock"].as_of = chamber.TODAY
    with writing(session, author):
        chamber.fill(session)
    before = everything_held(session)
    with app.test_request_context():
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        asked = [url_for(rule.endpoint, **{name: ARGUMENTS[name] for name in rule.arguments}) for rule in rules]
    reader = Browser(app)
    for address in [*asked, *FULL]:
        assert reader.get(address).status_code < 500, address
    assert everything_held(session) == before
    assert len(before["history"]) > 0


def everything_held(session: Session) -> dict[str, list[Any]]:
    """Every row of every table, the history and the revision among them."""
    session.rollback()
    return {
        name: sorted(map(str, session.execute(select(table)).all())) for name, table in Base.metadata.tables.items()
    }
