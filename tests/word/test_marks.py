"""The invisible marks of minutes: where they are, what they tell, and what they never tell."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
from lxml import etree

from scrutiny.domain.merging.marks import digest
from scrutiny.papers.minutes import Minute
from scrutiny.word import agenda, minutes
from tests.word import hands, samples

BUSES = Minute(
    "28",
    "Village Bus Services",
    "Fewer had run.",
    clauses=(replace(samples.clause("a", "it be noted"), id=71), replace(samples.clause("b", "it be seen"), id=72)),
    item_id=12,
)
LONE = Minute("29", "Trams", "", clauses=(replace(samples.clause("", "they be late"), id=73),), item_id=13)
WITHHELD = Minute("30", "A contract", "It was considered.", paragraphs=(3,), withheld=True, item_id=14)


def written(*record: Minute) -> bytes:
    return minutes.write(samples.minutes(part_one=record, part_two=()))


def controls(file: bytes) -> list[Any]:
    return list(hands.body_of(file).iter(f"{hands.W}sdt"))


def properties(file: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        found = etree.fromstring(parts.read("docProps/custom.xml"))
    return {each.get("name"): each[0].text for each in found}


def test_each_item_text_list_and_resolution_is_marked() -> None:
    assert [
        (hands.tag_of(each), len(list(each.iterancestors(f"{hands.W}sdt")))) for each in controls(written(BUSES))
    ] == [
        ("minute-12", 0),
        ("narrative-12", 1),
        ("clauses-12", 1),
        ("resolution-71", 2),
        ("resolution-72", 2),
    ]


def test_a_lone_clause_is_marked_with_its_lead_in() -> None:
    (control,) = [each for each in controls(written(LONE)) if hands.tag_of(each) == "resolution-73"]
    assert hands.said(control) == "RESOLVED: That they be late."


def test_nobody_sees_a_mark() -> None:
    look = "{http://schemas.microsoft.com/office/word/2012/wordml}"
    shown = [each.find(f"{hands.W}sdtPr/{look}appearance").get(f"{look}val") for each in controls(written(BUSES))]
    assert set(shown) == {"hidden"}
    assert hands.said_in(hands.unmarked(written(BUSES))) == hands.said_in(written(BUSES))


def test_the_file_keeps_the_digest_of_each_place() -> None:
    told = properties(written(BUSES, WITHHELD))
    assert told["narrative-12"] == digest("Fewer had run.")
    assert told["resolution-72"] == digest("it be seen")
    assert told["title-12"] == digest("28\tVillage Bus Services")
    assert "meeting-7" in told
    assert "summary-14" in told
    assert not {"narrative-14", "resolution-74"} & set(told)


def test_equal_minutes_are_equal_bytes() -> None:
    assert written(BUSES, LONE) == written(BUSES, LONE)


def test_an_older_word_passes_over_what_it_does_not_know() -> None:
    with zipfile.ZipFile(io.BytesIO(written(BUSES))) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    (ignorable,) = [value for name, value in body.attrib.items() if name.endswith("}Ignorable")]
    assert ignorable in body.nsmap


def test_other_papers_have_none() -> None:
    file = agenda.write(samples.agenda())
    assert not controls(file)
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert "docProps/custom.xml" not in parts.namelist()
        assert b"custom" not in parts.read("_rels/.rels")


def test_another_reader_of_word_files_opens_it() -> None:
    document = docx.Document(io.BytesIO(written(BUSES)))
    assert document.core_properties.author == samples.COUNCIL
