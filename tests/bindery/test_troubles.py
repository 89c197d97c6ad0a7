"""A build that goes wrong: nothing is kept, and it is said why, or tried again by itself."""

from __future__ import annotations

import errno
import os

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from scrutiny.operations import packs
from scrutiny.queries import packs as queries
from scrutiny.store import Away
from tests.bindery.record import Record
from tests.bindery.stand_in import Workshop


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        pytest.param(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "the disk is full", id="the disk is full"),
        pytest.param(
            ValueError("SECRET words"), "Something is wrong with the program itself (ValueError).", id="a fault"
        ),
    ],
)
def test_what_goes_wrong_is_said_and_nothing_is_kept_until_it_is_wanted_again(
    workshop: Workshop, record: Record, session: Session, meeting_id: int, trouble: Exception, says: str
) -> None:
    def break_off() -> None:
        raise trouble

    workshop.binders.meanwhile = break_off
    workshop.build(meeting_id)
    session.rollback()
    row = queries.build(session, meeting_id)
    assert row
    assert says in row.failed_because
    assert "SECRET" not in row.failed_because
    assert record.packs(meeting_id) == []
    workshop.binders.meanwhile = lambda: None
    workshop.build(meeting_id)
    assert record.packs(meeting_id) == [], "nobody has mended it yet"
    record.want(meeting_id)
    workshop.build(meeting_id)
    assert len(record.packs(meeting_id)) == 6


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(OperationalError("", None, Exception("database is locked")), id="the record is busy"),
        pytest.param(Away("The file store does not answer."), id="the bucket is away"),
    ],
)
def test_what_passes_is_tried_again_by_itself_and_said_if_it_does_not_pass(
    workshop: Workshop, record: Record, session: Session, meeting_id: int, trouble: Exception
) -> None:
    def break_off() -> None:
        raise trouble

    workshop.binders.meanwhile = break_off
    for time in range(1, packs.MOST_TRIES + 1):
        workshop.later()
        workshop.build(meeting_id)
        session.rollback()
        row = queries.build(session, meeting_id)
        assert row
        assert (row.tries, bool(row.failed_because)) == (time, time == packs.MOST_TRIES)
    record.want(meeting_id)
    workshop.build(meeting_id)
    workshop.binders.meanwhile = lambda: None
    workshop.later()
    workshop.build(meeting_id)
    assert len(record.packs(meeting_id)) == 6


def test_a_file_that_the_store_has_lost_is_said(
    workshop: Workshop, record: Record, session: Session, meeting_id: int
) -> None:
    record.change(record.paper("Report"), sha256="d" * 64)
    workshop.build(meeting_id)
    row = queries.build(session, meeting_id)
    assert row
    assert "The store has no file" in row.failed_because
