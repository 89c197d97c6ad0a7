"""A build: what is due is bound and kept, all or nothing, whatever is changed in the middle of it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from scrutiny.bundle.bound import LeftOut
from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Audience, PackKind, Part
from scrutiny.models.packs import Pack
from scrutiny.operations import exemption, meetings, packs
from scrutiny.queries import packs as queries
from tests.bindery.record import Record
from tests.bindery.stand_in import Workshop

BOTH = [(audience, kind) for audience in Audience for kind in (PackKind.PDF, PackKind.WORD, PackKind.ZIP)]


def what_is_in(workshop: Workshop, pack: Pack) -> str:
    with workshop.store.local(pack.sha256) as path:
        return path.read_text()


def is_done(session: Session, meeting_id: int) -> bool:
    session.rollback()
    return queries.build(session, meeting_id) is None


def test_the_public_and_the_members_have_a_pack_of_each_kind(
    workshop: Workshop, record: Record, session: Session, meeting_id: int
) -> None:
    workshop.build(meeting_id)
    made = record.packs(meeting_id)
    assert [(pack.audience, pack.kind) for pack in made] == BOTH
    assert all((pack.version, pack.published, pack.changed) == (1, True, "") for pack in made)
    for pack in made:
        text = what_is_in(workshop, pack)
        assert "What the report says." in text
        assert ("SECRET" in text) is (pack.audience is Audience.MEMBERS)
        assert ("SECRET" in str(pack.holds)) is (pack.audience is Audience.MEMBERS)
        assert (pack.size, pack.pages > 0) == (len(text), True)
    assert is_done(session, meeting_id)
    assert list(workshop.folder.iterdir()) == [], "converted papers are not kept once they are bound"


def test_what_is_unchanged_is_not_bound_again(workshop: Workshop, record: Record, meeting_id: int) -> None:
    workshop.build(meeting_id)
    workshop.binders.calls.clear()
    record.want(meeting_id)
    workshop.build(meeting_id)
    assert workshop.binders.calls == []
    assert len(record.packs(meeting_id)) == 6


def test_a_change_after_publication_is_a_version_beside_the_one_that_is_out(
    workshop: Workshop, record: Record, meeting_id: int
) -> None:
    workshop.build(meeting_id)
    first = [what_is_in(workshop, pack) for pack in record.packs(meeting_id)]
    record.change(record.paper("Report"), sha256=workshop.store.keep(b"What it says now."))
    workshop.build(meeting_id)
    made = record.packs(meeting_id)
    assert [what_is_in(workshop, pack) for pack in made[:6]] == first, "the same bytes for ever"
    assert {(pack.version, pack.changed) for pack in made[6:]} == {(2, "“Report” was replaced.")}
    assert "What it says now." in what_is_in(workshop, made[6])


def test_a_supplement_is_a_document_of_its_own_and_changes_no_other(
    workshop: Workshop, record: Record, meeting_id: int
) -> None:
    workshop.build(meeting_id)
    came = workshop.store.keep(b"Figures.")
    record.change(record.paper("Data"), to_follow=False, sha256=came, supplement=1)
    workshop.build(meeting_id)
    made = record.packs(meeting_id)[6:]
    assert [(pack.supplement, pack.version, pack.audience, pack.kind) for pack in made] == [
        (1, 1, Audience.PUBLIC, kind) for kind in (PackKind.PDF, PackKind.WORD, PackKind.ZIP)
    ]
    assert what_is_in(workshop, made[0]) == "1 Annual report\nData\nFigures.\n.pdf"


def test_a_draft_is_for_the_desk_and_each_takes_the_place_of_the_last(
    workshop: Workshop, record: Record, meeting_id: int
) -> None:
    record.change(record.meeting(meeting_id), published_on=None)
    workshop.build(meeting_id)
    drafts = record.packs(meeting_id)
    assert {pack.published for pack in drafts} == {False}
    record.want(meeting_id)
    workshop.build(meeting_id)
    assert [pack.id for pack in drafts] != [pack.id for pack in record.packs(meeting_id)]
    record.change(record.meeting(meeting_id), published_on=record.meeting(meeting_id).on)
    workshop.build(meeting_id)
    assert [(pack.version, pack.published) for pack in record.packs(meeting_id)] == [(1, True)] * 6


def test_what_is_made_exempt_while_it_is_bound_is_in_no_public_pack(
    workshop: Workshop, record: Record, session: Session, author: Author, meeting_id: int
) -> None:
    def in_the_middle() -> None:
        workshop.binders.meanwhile = lambda: None
        with writing(session, author):
            exemption.make_exempt(session, record.item("Annual report"), paragraphs=[1], public_title="A matter")

    workshop.binders.meanwhile = in_the_middle
    workshop.build(meeting_id)
    public = [pack for pack in record.packs(meeting_id) if pack.audience is Audience.PUBLIC]
    assert len(public) == 3
    for pack in public:
        assert pack.version == 1
        assert "Annual report" not in what_is_in(workshop, pack)
        assert "What the report says." not in what_is_in(workshop, pack)
    assert is_done(session, meeting_id), "it was made once more, as it stands by now"


def test_a_change_that_nobody_asked_a_pack_for_is_in_it_all_the_same(
    workshop: Workshop, record: Record, meeting_id: int
) -> None:
    def in_the_middle() -> None:
        workshop.binders.meanwhile = lambda: None
        record.change(record.meeting(meeting_id), committee_name="Children’s Committee")

    workshop.binders.meanwhile = in_the_middle
    workshop.build(meeting_id)
    assert len(record.packs(meeting_id)) == 6


def test_where_nothing_is_exempt_any_more_the_members_pack_is_over(
    workshop: Workshop, record: Record, session: Session, author: Author, meeting_id: int
) -> None:
    workshop.build(meeting_id)
    with writing(session, author):
        exemption.make_public(session, record.item("SECRET placement"))
        record.paper("SECRET report").part = Part.ONE
    workshop.build(meeting_id)
    made = record.packs(meeting_id)
    assert {pack.withdrawn_because for pack in made if pack.audience is Audience.MEMBERS} == {packs.NOTHING_EXEMPT}
    assert {pack.withdrawn_because for pack in made if pack.audience is Audience.PUBLIC} == {""}
    assert made[-1].version == 2


def test_a_worker_that_is_told_to_stop_leaves_it_to_the_next_with_what_was_converted(
    workshop: Workshop, record: Record, session: Session, meeting_id: int
) -> None:
    workshop.binders.meanwhile = workshop.stopped.set
    workshop.build(meeting_id)
    session.rollback()
    row = queries.build(session, meeting_id)
    assert row
    assert (row.started_at, row.failed_because, row.tries) == (None, "", 0)
    assert (workshop.folder / str(meeting_id) / "converted.txt").exists()
    workshop.stopped.clear()
    workshop.binders.meanwhile = lambda: None
    workshop.build(meeting_id)
    assert len(record.packs(meeting_id)) == 6


def test_a_paper_that_could_not_be_converted_is_tried_again_with_the_next_build(
    workshop: Workshop, record: Record, meeting_id: int
) -> None:
    workshop.binders.left_out = (LeftOut("Report", "report.docx", "could not be converted"),)
    workshop.build(meeting_id)
    record.want(meeting_id)
    workshop.build(meeting_id)
    made = record.packs(meeting_id)
    assert len(made) == 6, "the same again is no new version"
    assert {pack.left_out for pack in made if pack.kind is PackKind.PDF} == {"“Report” could not be converted."}
    workshop.binders.left_out = ()
    record.want(meeting_id)
    workshop.build(meeting_id)
    again = record.packs(meeting_id)[6:]
    assert [(pack.kind, pack.version, pack.left_out) for pack in again] == [(PackKind.PDF, 2, "")] * 2


def test_publishing_while_a_draft_is_bound_makes_what_is_published(
    workshop: Workshop, record: Record, session: Session, author: Author, meeting_id: int
) -> None:
    record.change(record.meeting(meeting_id), published_on=None)

    def publish() -> None:
        workshop.binders.meanwhile = lambda: None
        record.change(record.meeting(meeting_id), published_on=record.meeting(meeting_id).on)

    workshop.binders.meanwhile = publish
    workshop.build(meeting_id)
    assert {pack.published for pack in record.packs(meeting_id)} == {True}
    with writing(session, author):
        meetings.reopen(session, record.meeting(meeting_id), because="A mistake.")
    assert {pack.published for pack in record.packs(meeting_id)} == {True}, "what was out stays out"


def test_how_far_it_is_is_said_without_the_name_of_any_paper(
    workshop: Workshop, session: Session, meeting_id: int
) -> None:
    seen: list[str] = []

    def look() -> None:
        session.rollback()
        row = queries.build(session, meeting_id)
        assert row
        seen.append(row.doing)

    workshop.binders.meanwhile = look
    workshop.build(meeting_id)
    assert len(seen) == 6
    assert not any("SECRET" in doing or "Report" in doing for doing in seen)
