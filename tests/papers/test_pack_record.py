"""What a pack tells of, in the record's own shape: read back, and with nothing that the pack does not show."""

from __future__ import annotations

from typing import Any

import pytest

from scrutiny.domain.vocabulary import Audience, Part
from scrutiny.intake import record as intake
from scrutiny.opendata import record as record_json
from scrutiny.papers import agenda, pack
from scrutiny.papers.record import pack as pack_record
from tests.papers.rows import Row, document, item
from tests.papers.test_agenda import facts

ITEMS = [
    item(1, "Annual report", report_recommendations="Receive it\nPublish it"),
    item(2, "SECRET placement", part=Part.TWO, paragraphs="1,2", public_title="A matter about an individual"),
]
PAPERS = [
    document(1, "Report", id=1, sha256="a" * 64, media_type="application/pdf"),
    document(1, "SECRET appendix", id=2, part=Part.TWO, sha256="b" * 64),
    document(1, "Data", id=3, to_follow=True),
    document(2, "SECRET report", id=4, sha256="c" * 64),
]
LEADS = [Row(item_id=1, label="Lead Officer", name="Ivy Lane", person_id=None)]


def written(audience: Audience) -> bytes:
    found: Any = facts(items=ITEMS, documents=PAPERS, leads=LEADS)
    arranged = agenda.of(found, exempt=audience is Audience.MEMBERS, drafts=False)
    return record_json.write_part(pack_record.of(pack.of(arranged, audience=audience)))


@pytest.mark.parametrize(
    ("audience", "titles", "papers"),
    [
        pytest.param(
            Audience.PUBLIC, ["Annual report", "A matter about an individual"], ["Report", "Data"], id="the public’s"
        ),
        pytest.param(
            Audience.MEMBERS,
            ["Annual report", "SECRET placement"],
            ["Report", "SECRET appendix", "Data", "SECRET report"],
            id="the members’",
        ),
    ],
)
def test_it_is_read_back_as_a_record(audience: Audience, titles: list[str], papers: list[str]) -> None:
    record = intake.read(written(audience)).record
    (meeting,) = record.meetings
    assert [each.title for each in meeting.items] == titles
    assert [paper.title for each in meeting.items for paper in each.documents] == papers
    assert [each.part for each in meeting.items] == [Part.ONE, Part.TWO]
    assert (record.committee.code, meeting.venue, meeting.items[0].number) == ("SOS", "Oak Room", "1")
    assert meeting.items[0].report_recommendations == "Receive it\nPublish it"
    assert [lead.name for lead in meeting.items[0].leads or ()] == ["Ivy Lane"]


def test_the_public_reads_nothing_exempt_in_it() -> None:
    text = written(Audience.PUBLIC).decode()
    assert "SECRET" not in text
    assert "b" * 64 not in text


def test_what_was_minuted_is_not_in_it() -> None:
    assert "Members heard" not in written(Audience.MEMBERS).decode()
