"""The work programme and the follow-up tracker, read back."""

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from scrutiny.word import follow_up, work_programme
from tests.word import samples
from tests.word.reading import everything, opened, table, texts


class TestEveryTable:
    def test_the_header_row_is_repeated_and_no_row_splits(self) -> None:
        for file in (work_programme.write(samples.work_programme()), follow_up.write(samples.follow_up())):
            for found in opened(file).tables:
                head, *rows = [row._tr.trPr for row in found.rows]
                assert head.find(qn("w:tblHeader")) is not None
                assert all(row.find(qn("w:tblHeader")) is None for row in rows)
                assert all(row.find(qn("w:cantSplit")) is not None for row in (head, *rows))

    def test_it_has_a_caption_and_fills_the_page(self) -> None:
        document = opened(work_programme.write(samples.work_programme()))
        section = document.sections[0]
        assert section.orientation == WD_ORIENT.LANDSCAPE
        width = section.page_width - section.left_margin - section.right_margin
        for found in document.tables:
            assert found._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
            assert sum(column.width for column in found.columns) == width


class TestWorkProgramme:
    def test_who_when_and_where(self) -> None:
        file = work_programme.write(samples.work_programme())
        assert texts(file, "Title") == ["Work programme 2021/22"]
        assert "Chairman:\tJoan Pargetter" in texts(file, "Front Sheet Fact")
        assert "Rev Preb Nigel Snell" in texts(file, "Member Name")
        assert table(file, 0)[2] == ["Tuesday 30 November 2021", "10.00 am", "re-arranged from 4 November 2021"]

    def test_the_four_tables_have_their_headings(self) -> None:
        assert texts(work_programme.write(samples.work_programme()), "Heading 1") == [
            "Meetings",
            "Work programme",
            "Standing items",
            "Briefing notes, updates and visits",
            "Working groups and inquiry days",
        ]

    def test_a_row(self) -> None:
        assert table(work_programme.write(samples.work_programme()), 1)[:2] == [
            ["Date", "Item", "Details", "Action and outcome"],
            [
                "14 September 2021",
                "Village Bus Services\nCabinet Member: Peggy Woolley\nLead Officer: Tom Forrest",
                "Suggested at the June meeting, to see what became of the evening buses.",
                "Figures were asked for:\njourneys lost;\nvillages affected.",
            ],
        ]

    def test_what_was_moved_says_from_where_and_how_often(self) -> None:
        row = table(work_programme.write(samples.work_programme()), 1)[2]
        assert row[0] == "tbc"
        assert row[2].endswith("Deferred twice.\nMoved from 30 November 2021.")

    def test_standing_items_have_no_date_column(self) -> None:
        assert table(work_programme.write(samples.work_programme()), 2)[0] == ["Item", "Details", "Action and outcome"]

    def test_what_was_withdrawn_stays_and_says_so(self) -> None:
        assert table(work_programme.write(samples.work_programme()), 3)[1][3] == "Withdrawn."

    def test_an_empty_programme_is_sentences(self) -> None:
        file = work_programme.write(samples.work_programme(tables={}, calendar=(), members=()))
        assert opened(file).tables == []
        assert "There are no working groups or inquiry days." in everything(file)
        assert "No meetings have been arranged yet." in everything(file)


class TestFollowUp:
    def test_an_action(self) -> None:
        file = follow_up.write(samples.follow_up())
        assert table(file, 0)[1] == [
            "RLS-1",
            "Figures for lost journeys in each village be forwarded to the Committee",
            "Minute 28, 14 September 2021",
            "Tom Forrest",
            "29 October 2021\nOverdue by 17 days\nMeeting of 30 November 2021",
            "In progress\n4 October 2021, Tom Forrest: Asked the operators for their logs.\n"
            "Open for 62 days, through 1 meeting.",
        ]

    def test_an_action_that_nobody_owns_says_so(self) -> None:
        assert table(follow_up.write(samples.follow_up()), 0)[2][3] == "No owner yet"

    def test_a_recommendation(self) -> None:
        assert table(follow_up.write(samples.follow_up()), 1)[1][3:] == [
            "Cabinet\nSent 15 September 2021",
            "14 November 2021",
            "Answered, being monitored\nAccepted in part, 10 November 2021\nA report will come in nine months.\n"
            "On the programme for 28 February 2022.",
        ]

    def test_how_many_there_are_and_how_many_are_late(self) -> None:
        said = texts(follow_up.write(samples.follow_up()), "Body Text")
        assert said == ["2 actions, of which 1 is overdue.", "1 recommendation."]

    def test_an_empty_tracker_is_sentences(self) -> None:
        file = follow_up.write(samples.follow_up(actions=(), recommendations=()))
        assert texts(file, "Body Text") == ["There are no actions to show.", "There are no recommendations to show."]
