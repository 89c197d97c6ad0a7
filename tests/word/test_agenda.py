"""The agenda and the notice, read back."""

from datetime import date

import pytest

from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus
from scrutiny.word import agenda, notice
from tests.word import samples
from tests.word.reading import everything, marks, texts


class TestAgenda:
    def test_the_front_sheet(self) -> None:
        file = agenda.write(samples.agenda())
        assert texts(file, "Council Name") == ["Borsetshire County Council"]
        assert texts(file, "Committee Name") == ["Rural Life Overview and Scrutiny Committee"]
        assert texts(file, "Title") == ["Agenda"]
        assert texts(file, "Front Sheet Fact") == [
            "Date:\tTuesday 30 November 2021",
            "Time:\t10.00 am",
            "Place:\tCouncil Chamber, County Hall, Borchester",
            "Published:\tMonday 22 November 2021",
        ]

    def test_the_parts_and_their_items(self) -> None:
        file = agenda.write(samples.agenda())
        assert texts(file, "Heading 1") == ["PART ONE", "PART TWO", "Membership", "Notes for the public"]
        numbers = [text.split("\t")[0] for text in texts(file, "Heading 2")]
        assert numbers == ["1.", "2.", "3.", "4.", "5.", "5A.", "6.", "7."]

    def test_what_goes_with_an_item(self) -> None:
        said = everything(agenda.write(samples.agenda()))
        for line in (
            "Cabinet Member: Peggy Woolley",
            "Lead Officers: Tom Forrest, Ruth Pritchard",
            "Recommended in the report:\nthe report be received;\nthe timetable be supported.",
            "Papers:\nReport of the Head of Transport\nTimetable (to follow)",
            "Withdrawn. Awaiting the survey.",
            "Urgent item: The river rose on 20 November.",
        ):
            assert line in said

    def test_part_two_opens_with_its_resolution_and_gives_each_paragraph(self) -> None:
        said = everything(agenda.write(samples.agenda()))
        assert "The Committee will be asked to resolve: That the public be excluded" in said
        assert "Item 7, Exempt item – paragraph 3" in said
        assert "Not for publication: paragraph 3 of Schedule 12A to the Local Government Act 1972." in said

    def test_an_agenda_without_exempt_business_has_no_part_two(self) -> None:
        assert "PART TWO" not in everything(agenda.write(samples.agenda(part_two=(), exclusion="")))

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            pytest.param(
                {}, ["This meeting was re-arranged from 4 November 2021. The report was not ready."], id="re-arranged"
            ),
            pytest.param(
                {"status": MeetingStatus.CANCELLED, "status_because": "Snow."},
                ["This meeting has been cancelled. Snow."],
                id="cancelled",
            ),
            pytest.param(
                {"status": MeetingStatus.ADJOURNED, "rearranged_from": None, "status_because": ""},
                ["This meeting was adjourned."],
                id="adjourned",
            ),
            pytest.param(
                {"rearranged_from": None, "time_or_place_changed": True, "status_because": "Repairs."},
                ["The time or place of this meeting was changed. Repairs."],
                id="another room",
            ),
            pytest.param({"rearranged_from": None}, [], id="as arranged"),
        ],
    )
    def test_a_change_comes_first(self, changes: dict[str, object], said: list[str]) -> None:
        assert texts(agenda.write(samples.agenda(**changes)), "Meeting Change") == said

    def test_a_draft_says_so_and_when_it_must_be_out(self) -> None:
        file = agenda.write(samples.agenda(draft=True, published_on=None))
        assert marks(file).count("DRAFT – not yet published") == 2
        assert "To be published by:\tMonday 22 November 2021" in texts(file, "Front Sheet Fact")

    def test_an_informal_meeting_is_named_for_what_it_is(self) -> None:
        assert texts(agenda.write(samples.agenda(kind=MeetingKind.INQUIRY_DAY)), "Title") == ["Agenda: Inquiry day"]

    def test_no_items_is_a_sentence(self) -> None:
        file = agenda.write(samples.agenda(part_one=(), part_two=(), members=(), notes=(), venue=""))
        assert "No items have been published for this meeting yet." in texts(file, "Body Text")
        assert "Place:\tTo be confirmed" in texts(file, "Front Sheet Fact")


class TestNotice:
    def test_it_names_the_section_the_meeting_and_the_business(self) -> None:
        said = everything(notice.write(samples.notice()))
        for line in (
            "section 100A(6)(a) of the Local Government Act 1972",
            "Date:\tTuesday 30 November 2021",
            "Time:\t10.00 am",
            "Village Bus Services",
            "Business from which the public may be excluded",
            "Exempt item (paragraph 3)",
            "This meeting was re-arranged from 4 November 2021.",
            "Given on Monday 22 November 2021, at least 5 clear days before the meeting.",
        ):
            assert line in said

    def test_clear_days_that_were_not_kept_are_not_claimed(self) -> None:
        said = everything(notice.write(samples.notice(given_on=date(2021, 11, 25))))
        assert "Given on Thursday 25 November 2021." in said

    @pytest.mark.parametrize("status", ["cancelled", "Cancelled"])
    def test_a_cancelled_meeting(self, status: str) -> None:
        file = notice.write(samples.notice(status=status))
        assert texts(file, "Meeting Change") == ["This meeting has been cancelled."]

    def test_no_business_yet(self) -> None:
        file = notice.write(samples.notice(business=(), exempt=(), notes=(), given_on=None))
        assert texts(file, "Heading 1") == []
