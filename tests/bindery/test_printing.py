"""What the record prints into a pack by itself: the minutes to be confirmed and the work programme."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from scrutiny.domain.files import WORD
from scrutiny.domain.vocabulary import Audience, MeetingStatus, MinutesState, PackKind, Part
from scrutiny.intake.uploads import Upload
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import StoredFile
from scrutiny.models.packs import Pack
from scrutiny.operations import documents, minutes
from tests import databases, make
from tests.bindery.autumn import DRAFT, MINUTES, PROGRAMME, Autumn, in_word, printed, titles

PDF = {"kind": PackKind.PDF}
PROGRAMME_OF_THE_YEAR = "Work programme 2021/22"


@pytest.fixture
def database_url(sqlite: databases.SQLite) -> str:
    """On SQLite alone: what is printed does not know where the record is."""
    return sqlite.fresh()


def test_the_minutes_to_be_confirmed_and_the_programme_are_bound_though_nobody_sent_them(autumn: Autumn) -> None:
    for pack in autumn.built():
        draft, programme = printed(pack)[autumn.minutes.id], printed(pack)[autumn.programme.id]
        assert (draft.title, programme.title) == (DRAFT, PROGRAMME_OF_THE_YEAR)
        assert "What was said of fostering." in autumn.words_of(draft)
        assert "Draft: these minutes have not yet been confirmed" in autumn.words_of(draft)
        assert "Young carers" in autumn.words_of(programme)
        assert pack.audience is Audience.PUBLIC, "members would read no more"


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"sha256": "a" * 64}, id="a file that somebody sent"),
        pytest.param({"to_follow": True}, id="one that is to follow"),
        pytest.param({"sha256": "a" * 64, "part": Part.TWO}, id="one that only members may read"),
        pytest.param({"sha256": "a" * 64, "withdrawn_because": "A mistake."}, id="one that was withdrawn again"),
    ],
)
def test_what_an_officer_put_at_the_item_stands_in_its_place(autumn: Autumn, values: dict[str, object]) -> None:
    autumn.record.add_paper("Programme for this autumn", PROGRAMME, **values)
    for pack in autumn.arranged().packs:
        assert set(pack.printed) == {autumn.minutes.id}


def test_what_came_with_a_supplement_takes_nothing_out_of_the_pack_that_is_out(autumn: Autumn) -> None:
    (first,) = autumn.built(**PDF)
    autumn.record.add_paper("Programme, revised", PROGRAMME, sha256=autumn.workshop.store.keep(b"new"), supplement=1)
    main, supplement = autumn.built(**PDF)
    assert (main.id, supplement.supplement, titles(supplement)) == (first.id, 1, [])
    assert autumn.nothing_is_due()


def test_what_first_came_with_a_supplement_is_not_printed_into_the_pack_before_it(autumn: Autumn) -> None:
    autumn.record.add_paper("Programme", PROGRAMME, sha256=autumn.workshop.store.keep(b"new"), supplement=1)
    main, supplement = autumn.arranged().packs
    assert (set(main.printed), set(supplement.printed)) == ({autumn.minutes.id}, set())


def test_an_empty_programme_is_not_bound(autumn: Autumn) -> None:
    with autumn.change():
        autumn.session.delete(autumn.entry)
    assert autumn.arranged().lacking == (
        "There is nothing on the work programme 2021/22 yet: it is not in this pack (item 2).",
    )


@pytest.mark.parametrize("state", [MinutesState.NONE, MinutesState.DRAFT], ids=str)
def test_minutes_that_the_chair_has_not_agreed_are_in_nobodys_pack_and_it_is_said(
    autumn: Autumn, state: MinutesState
) -> None:
    autumn.record.change(autumn.before, minutes_state=state)
    arranged = autumn.arranged()
    assert {item for pack in arranged.packs for item in pack.printed} == {autumn.programme.id}
    assert arranged.lacking == (
        "The minutes of 14 September 2021 are still being written: they are not in this pack (item 1).",
    )


def test_they_come_in_as_soon_as_they_are_agreed(autumn: Autumn) -> None:
    autumn.record.change(autumn.before, minutes_state=MinutesState.DRAFT)
    autumn.built()
    with autumn.change():
        minutes.agree(autumn.session, autumn.before, by="Clara Chair")
    second = autumn.built(version=2)
    assert [pack.changed for pack in second] == [f"“{DRAFT}” was added."] * 3


def test_minutes_without_a_text_are_not_bound(autumn: Autumn) -> None:
    with autumn.change():
        autumn.session.delete(autumn.minute)
    assert autumn.arranged().lacking == (
        "This record does not hold the text of the minutes of 14 September 2021 (item 1).",
    )


def test_an_exempt_minute_is_withheld_from_the_public_and_the_members_have_a_pack_with_it(autumn: Autumn) -> None:
    with autumn.change():
        secret = make.exempt_item(autumn.session, autumn.before, "SECRET placement", "A matter about an individual")
        make.minute(autumn.session, secret, "SECRET words")
    packs = {pack.audience: pack for pack in autumn.built(**PDF)}
    for audience, pack in packs.items():
        paper = printed(pack)[autumn.minutes.id]
        told = "SECRET" in autumn.words_of(paper)
        assert told is paper.exempt is (audience is Audience.MEMBERS)
        assert paper.paragraphs == ((1, 2) if told else ())
    assert set(packs) == set(Audience)


def test_an_exempt_topic_is_named_in_nobodys_programme(autumn: Autumn) -> None:
    with autumn.change():
        topic = make.exempt_topic(autumn.session, autumn.committee, "SECRET closure", "A matter about an individual")
        make.entry(autumn.session, autumn.committee, "SECRET closure", topic=topic)
    for pack in autumn.arranged().packs:
        assert pack.audience is Audience.PUBLIC
    (pack,) = autumn.built(**PDF)
    words = autumn.words_of(printed(pack)[autumn.programme.id])
    assert "SECRET" not in words
    assert "A matter about an individual" in words


@pytest.mark.parametrize("exempt", [False, True], ids=["open to all", "for members only"])
def test_a_text_that_was_adopted_is_what_is_bound(autumn: Autumn, exempt: bool) -> None:
    with autumn.change():
        official = make.official_minutes(autumn.session, autumn.before, "As it was adopted.", exempt=exempt)
    autumn.workshop.store.keep(in_word("As it was adopted."))
    packs = {pack.audience: printed(pack)[autumn.minutes.id] for pack in autumn.built(**PDF)}
    assert (packs[Audience.PUBLIC].sha256 == official.sha256) is not exempt
    assert "As it was adopted." in autumn.words_of(packs[Audience.MEMBERS if exempt else Audience.PUBLIC])


def test_the_same_record_is_the_same_pack_the_next_day_too(autumn: Autumn) -> None:
    autumn.built()
    autumn.workshop.later(3 * 24 * 60 * 60)
    assert autumn.nothing_is_due()


def test_a_programme_that_was_changed_waits_until_packs_are_wanted_and_is_dated_anew(autumn: Autumn) -> None:
    autumn.built()
    autumn.workshop.later(24 * 60 * 60)
    autumn.record.change(autumn.entry, details="Suggested in July.")
    assert len(autumn.built()) == 3, "planning makes no versions of what is out"
    autumn.wanted()
    for pack in autumn.built(version=2):
        assert pack.changed == f"“{PROGRAMME_OF_THE_YEAR}” was brought up to date."
        assert printed(pack)[autumn.programme.id].as_at == "2021-11-16"


def confirmed(autumn: Autumn) -> None:
    autumn.minute.narrative = "What was said, as amended."
    autumn.before.minutes_state, autumn.before.confirmed_as_amended = MinutesState.CONFIRMED, True
    autumn.before.confirmed_at_meeting_id = autumn.next.id


def planned_on(autumn: Autumn) -> None:
    autumn.entry.outcome = "Looked at on 30 November."


def adopted(autumn: Autumn) -> None:
    make.official_minutes(autumn.session, autumn.before, "As it was adopted.")


@pytest.mark.parametrize("then", [confirmed, planned_on, adopted], ids=lambda then: then.__name__)
def test_once_the_meeting_is_held_what_went_out_is_bound_again_as_it_went_out(
    autumn: Autumn, then: Callable[[Autumn], None]
) -> None:
    (first,) = autumn.built(**PDF)
    with autumn.change():
        autumn.next.status = MeetingStatus.HELD
        then(autumn)
    assert autumn.nothing_is_due()
    autumn.record.change(autumn.next, venue="Elm Room")
    (second,) = autumn.built(version=2, **PDF)
    assert printed(second) == printed(first)


def test_what_went_out_is_not_bound_again_where_it_was_made_exempt_past_all_listeners(autumn: Autumn) -> None:
    autumn.built()
    with autumn.change():
        autumn.next.status = MeetingStatus.HELD
    with autumn.workshop.engine.begin() as connection:
        exempt = update(AgendaItem).where(AgendaItem.id == autumn.fostering.id)
        connection.execute(exempt.values(part=Part.TWO, public_title="A matter"))
    autumn.wanted()
    (pack,) = autumn.built(version=2, audience=Audience.PUBLIC, **PDF)
    assert "fostering" not in autumn.words_of(printed(pack)[autumn.minutes.id])


def test_a_pack_of_a_meeting_long_held_has_its_minutes_and_no_programme_of_another_day(autumn: Autumn) -> None:
    with autumn.change():
        autumn.next.status = MeetingStatus.HELD
        confirmed(autumn)
    (pack,) = autumn.built(**PDF)
    assert titles(pack) == ["Minutes, 14 September 2021"]
    assert autumn.arranged().lacking == (
        "The work programme that was sent for this meeting is not kept here (item 2).",
    )


@pytest.mark.parametrize("published", [True, False], ids=["what went out", "a preview"])
def test_of_what_went_out_the_files_are_the_records_and_of_a_preview_nobodys(autumn: Autumn, published: bool) -> None:
    if not published:
        autumn.record.change(autumn.next, published_on=None)
    packs = autumn.built()
    kept = set(autumn.session.scalars(select(StoredFile.sha256)))
    assert kept == ({paper.sha256 for paper in printed(packs[0]).values()} if published else set())


def test_sent_in_as_a_paper_what_the_record_printed_is_found_by_its_words(autumn: Autumn) -> None:
    (pack,) = autumn.built(**PDF)
    there = printed(pack)[autumn.minutes.id]
    upload = Upload("minutes.docx", WORD, there.size, there.sha256, "What was said of fostering.", 1)
    with autumn.change():
        item = make.item(autumn.session, autumn.next, "Annual report")
        documents.take(autumn.session, item, upload=upload, title="Minutes", on=autumn.next.on)
    assert autumn.session.get_one(StoredFile, there.sha256).text == "What was said of fostering."


def test_a_house_template_gives_them_the_committees_look(autumn: Autumn) -> None:
    plain = autumn.arranged().files
    with autumn.change():
        made = make.house_template(autumn.session, autumn.committee, make.TemplateKind.MINUTES, in_use=True)
    autumn.workshop.store.keep(make.default(make.TemplateKind.MINUTES))
    looks = autumn.arranged().files
    assert made.sha256
    assert len(set(looks) & set(plain)) == 1, "the programme is as before"


def test_items_that_are_withheld_await_nothing(autumn: Autumn) -> None:
    autumn.record.change(autumn.record.item(MINUTES), part=Part.TWO, public_title="A matter", paragraphs="1")
    public, members = autumn.arranged().packs
    assert set(public.printed) == {autumn.programme.id}
    assert members.printed[autumn.minutes.id].exempt
    assert isinstance(autumn.built()[0], Pack)
