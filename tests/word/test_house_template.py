"""A paper in the council's own look says what it says in the product's."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate
from hypothesis import given
from jinja2 import Environment
from openxml_audit import OpenXmlValidator

from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.papers.minutes import Minute
from scrutiny.papers.people import Named
from scrutiny.word import agenda, follow_up, house_template, minutes, notice, work_programme
from scrutiny.word.house_template import environment
from scrutiny.word.house_template.fields import dotted
from scrutiny.word.house_template.kinds import KINDS
from scrutiny.word.house_template.samples import of as sample_of
from scrutiny.word.styles import Style
from tests.word import samples
from tests.word.reading import everything, lines, marks, opened, texts
from tests.word.templates import box, faults, row, run, said, table, template, unzipped
from tests.word.test_any_text import anything, assert_well_formed, printed

WRITE = {
    TemplateKind.AGENDA: agenda.write,
    TemplateKind.MINUTES: minutes.write,
    TemplateKind.WORK_PROGRAMME: work_programme.write,
    TemplateKind.FOLLOW_UP: follow_up.write,
    TemplateKind.NOTICE: notice.write,
}
PAPERS: dict[TemplateKind, Any] = {
    TemplateKind.AGENDA: samples.AGENDA,
    TemplateKind.MINUTES: samples.MINUTES,
    TemplateKind.WORK_PROGRAMME: samples.WORK_PROGRAMME,
    TemplateKind.FOLLOW_UP: samples.FOLLOW_UP,
    TemplateKind.NOTICE: samples.NOTICE,
}

every_kind = pytest.mark.parametrize("kind", TemplateKind)


def filled(body: str, kind: TemplateKind = TemplateKind.NOTICE, *, paper: Any = None, **parts: str) -> bytes:
    return house_template.fill(template(body, kind, **parts), kind, paper or PAPERS[kind])


def paragraphs(file: bytes) -> list[str]:
    return [text for _, text in lines(file)]


class TestTheProductsOwn:
    @every_kind
    def test_can_be_used_as_it_is(self, kind: TemplateKind) -> None:
        assert house_template.try_out(house_template.default(kind), kind) == ()

    @every_kind
    def test_says_filled_in_what_the_product_prints(self, kind: TemplateKind) -> None:
        for paper in (PAPERS[kind], sample_of(kind)):
            file, own = house_template.fill(house_template.default(kind), kind, paper), WRITE[kind](paper)
            assert lines(file) == lines(own)
            assert everything(file) == everything(own)
            assert marks(file) == marks(own)
            assert unzipped(file)["docProps/core.xml"] == unzipped(own)["docProps/core.xml"]

    @every_kind
    def test_keeps_the_schema_of_open_xml(self, kind: TemplateKind, tmp_path: Path) -> None:
        file = tmp_path / f"{kind}.docx"
        file.write_bytes(house_template.preview(house_template.default(kind), kind))
        assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []

    @every_kind
    def test_the_same_paper_is_the_same_file(self, kind: TemplateKind) -> None:
        own = house_template.default(kind)
        assert house_template.fill(own, kind, PAPERS[kind]) == house_template.fill(own, kind, PAPERS[kind])

    @every_kind
    def test_has_all_the_styles_that_its_kind_is_printed_in(self, kind: TemplateKind) -> None:
        used = {style for style, _ in lines(house_template.preview(house_template.default(kind), kind))}
        front = {Style.COUNCIL, Style.COMMITTEE, Style.TITLE, Style.CHANGE, Style.FACT, Style.NOTICE, Style.BODY}
        assert used <= {*KINDS[kind].styles, *front}

    def test_minutes_keep_every_mark_to_come_back_by(self) -> None:
        kind = TemplateKind.MINUTES
        file, own = (
            house_template.fill(house_template.default(kind), kind, samples.MINUTES),
            WRITE[kind](samples.MINUTES),
        )
        assert _marks(file) == _marks(own) != []
        assert unzipped(file)["docProps/custom.xml"] == unzipped(own)["docProps/custom.xml"]


def _marks(file: bytes) -> list[str]:
    return re.findall(r'<w:tag w:val="([^"]*)"', unzipped(file)["word/document.xml"].decode())


class TestWhatATemplateCanSay:
    def test_a_field_and_its_filters(self) -> None:
        body = said("{{ council }}: {{ meeting.date }}, {{ meeting.date|weekday }}, {{ meeting.date | short }}")
        body += said("{{ meeting.time }} {{ council | upper }} {{ business | count }} {{ clear_days }}")
        body += said("{{ business | listed }}")
        assert paragraphs(filled(body)) == [
            "Borsetshire County Council: 30 November 2021, Tuesday 30 November 2021, 30/11/2021",
            "10.00 am BORSETSHIRE COUNTY COUNCIL 3 5",
            "Village Bus Services, Flood Warnings and Work Programme",
        ]

    def test_a_choice_in_a_line(self) -> None:
        body = said("{% if changed %}Changed{% else %}As planned{% endif %}; {% if not notes %}none{% endif %}")
        assert paragraphs(filled(body)) == ["Changed; "]
        assert paragraphs(filled(body, paper=samples.notice(rearranged_from=None, notes=()))) == ["As planned; none"]

    @pytest.mark.parametrize(
        ("condition", "holds"),
        [
            ("council == 'Borsetshire County Council'", True),
            ("council != “Borsetshire County Council”", False),
            ("changed and business", True),
            ("not changed or not business", False),
            ("(not changed) == (not business)", True),
        ],
    )
    def test_conditions(self, condition: str, holds: bool) -> None:
        assert paragraphs(filled(said(f"{{% if {condition} %}}yes{{% endif %}}"))) == ["yes" if holds else ""]

    def test_a_choice_of_several(self) -> None:
        body = said("{%p if not council %}") + said("a") + said("{%p elif meeting.place %}") + said("b")
        assert paragraphs(filled(body + said("{%p else %}") + said("c") + said("{%p endif %}"))) == ["b"]

    def test_a_loop_in_a_line(self) -> None:
        body = said(
            "{% for line in business %}{{ loop.index }} {{ line }}{% if not loop.last %}; {% endif %}{% endfor %}"
        )
        assert paragraphs(filled(body)) == ["1 Village Bus Services; 2 Flood Warnings; 3 Work Programme"]

    def test_a_loop_of_paragraphs(self) -> None:
        body = said("{%p for line in business %}") + said("– {{ line }}") + said("{%p endfor %}") + said("end")
        assert paragraphs(filled(body)) == ["– Village Bus Services", "– Flood Warnings", "– Work Programme", "end"]

    def test_a_loop_of_rows(self) -> None:
        body = table(("Ref.", "Action"), ("{%tr for a in actions %}", ""), ("{{ a.reference }}", "{{ a.action }}"))
        body = body.replace("</w:tbl>", row(("{%tr endfor %}", "")) + "</w:tbl>")
        file = filled(body, TemplateKind.FOLLOW_UP)
        assert [[cell.text for cell in line.cells] for line in opened(file).tables[0].rows] == [
            ["Ref.", "Action"],
            ["RLS-1", samples.ACTION.text],
            ["RLS-2", samples.ACTION.text],
        ]

    def test_a_list_in_a_list(self) -> None:
        body = said("{%p for line in part_one %}") + said("{{ line.number }} {{ line.title }}")
        body += said("{%p for lead in line.leads %}") + said("= {{ lead }}") + said("{%p endfor %}") * 2
        assert paragraphs(filled(body, TemplateKind.AGENDA))[3:6] == [
            "4. Village Bus Services",
            "= Cabinet Member: Peggy Woolley",
            "= Lead Officers: Tom Forrest, Ruth Pritchard",
        ]

    def test_what_stands_under_a_heading_of_ones_own(self) -> None:
        body = ""
        for part in ("part_one", "part_two"):
            body += said(f"{{%p for minute in {part} %}}") + said("MINUTE {{ minute.number }}", "Heading1")
            body += said("{{p minute.record }}") + said("{%p endfor %}")
        file, own = filled(body, TemplateKind.MINUTES), minutes.write(samples.MINUTES)
        assert texts(file, "Heading 1")[0] == "MINUTE 26."
        for style in ("Lettered Clause", "Minute Text", "Resolution"):
            assert texts(file, style) == texts(own, style)

    def test_a_comment_is_for_the_officer_who_reads_the_template(self) -> None:
        assert paragraphs(filled(said("{# ask Anna #}a") + said("{#p and nobody else #}") + said("b"))) == ["a", "b"]

    def test_in_header_footer_and_box(self) -> None:
        file = filled(box("{{ council }}"), header=said("H {{ committee }}"), footer=said("F {{ meeting.date }}"))
        section = opened(file).sections[0]
        assert section.header.paragraphs[-1].text == f"H {samples.COMMITTEE}"
        assert section.footer.paragraphs[0].text == "F 30 November 2021"
        assert unzipped(file)["word/document.xml"].decode().count(">Borsetshire County Council<") == 1

    def test_a_cell_and_a_header_whose_only_paragraph_falls_away_keep_an_empty_one(self) -> None:
        gone = said("{%p if not council %}") + said("x") + said("{%p endif %}")
        body = table(("a",)).replace(said("a"), gone)
        file = filled(body, header=gone)
        assert opened(file).tables[0].cell(0, 0).paragraphs[0].text == ""
        assert opened(file).sections[0].header.paragraphs[-1].text == ""


def split(*pieces: str, between: str = "") -> str:
    return f"<w:p>{between.join(run(piece) for piece in pieces)}</w:p>"


PROOF = '<w:proofErr w:type="spellStart"/>'
BOOKMARK = '<w:bookmarkStart w:id="7" w:name="_GoBack"/><w:bookmarkEnd w:id="7"/>'
STYLED = "<w:r><w:rPr><w:b/></w:rPr><w:t>council</w:t></w:r>"

HEALED = {
    "in the middle of a word": split("{{ coun", "cil }}"),
    "between the braces": split("{", "{ council }", "}"),
    "at each letter": split(*"{{ council }}"),
    "by the spelling": split("{{ ", "council", " }}", between=PROOF),
    "by a bookmark": split("{{ ", "council", " }}", between=BOOKMARK),
    "by a word in bold": f"<w:p>{run('{{ ')}{STYLED}{run(' }}')}</w:p>",
    "by an edit": split("{{ ", "council }}").replace("<w:r>", '<w:r w:rsidR="00AB12CD">', 1),
    "by a link": f'<w:p>{run("{{ ")}<w:hyperlink w:anchor="x">{run("council")}</w:hyperlink>{run(" }}")}</w:p>',
    "by a page that began": split("{{ ", "council }}").replace("<w:t ", "<w:lastRenderedPageBreak/><w:t ", 1),
    "with spaces that do not break": split("{{\u00a0council\u00a0}}"),
    "with spaces of no width": split("{{ coun\u200bcil }}"),
    "without spaces": split("{{council}}"),
    "with a line that ends": f"<w:p>{run('{{')}<w:r><w:br/></w:r>{run('council }}')}</w:p>",
}


@pytest.mark.parametrize("how", HEALED)
def test_a_tag_that_word_cut_up_is_whole_again(how: str) -> None:
    (text,) = paragraphs(filled(HEALED[how]))
    assert text == samples.COUNCIL


def test_a_row_that_word_cut_up_is_whole_again() -> None:
    loop = [split("{%tr fo", "r x in\u00a0busi", "ness %}"), split("{{", " x ", "}}"), split("{%", "tr endfor %}")]
    cells = "".join(f"<w:tr><w:tc><w:tcPr/>{cell}</w:tc></w:tr>" for cell in loop)
    file = filled(table(("Business",)).replace("</w:tbl>", f"{cells}</w:tbl>"))
    assert [line.cells[0].text for line in opened(file).tables[0].rows] == ["Business", *samples.NOTICE.business]


def test_docxtpl_reads_a_template_alike() -> None:
    body = said("{{ council }}, {% if notes %}with{% else %}without{% endif %} notes")
    body += said("{%p for line in business %}") + split("– {{ li", "ne }}") + said("{%p endfor %}")
    body += table(("Business",), ("{%tr for line in exempt_business %}",), ("{{ line }}",), ("{%tr endfor %}",))
    file = template(body, header=said("{{ committee }}"), footer=said("{% if council %}Page{% endif %}"))
    theirs = DocxTemplate(io.BytesIO(file))
    paper = samples.NOTICE
    values = {"council": paper.council, "committee": paper.committee, "notes": paper.notes}
    values |= {"business": paper.business, "exempt_business": paper.exempt}
    theirs.render(values, Environment(autoescape=True))
    saved = io.BytesIO()
    theirs.save(saved)
    ours = house_template.fill(file, TemplateKind.NOTICE, paper)
    assert everything(ours) == everything(saved.getvalue())
    for part in ("header", "footer"):
        found = [getattr(opened(each).sections[0], part).paragraphs[-1].text for each in (ours, saved.getvalue())]
        assert found[0] == found[1] != ""


@given(anything)
def test_whatever_a_field_holds_is_text(text: str) -> None:
    body = said("{{ council }}") + said("{% for x in business %}{{ x }}{% endfor %}") + said("{{p body }}")
    paper = samples.notice(council=text, business=(text,), venue=text)
    file = filled(body, paper=paper, header=said("{{ meeting.place }}"))
    assert_well_formed(file)
    assert paragraphs(file)[:2] == [printed(text), printed(text)]


@given(anything)
def test_whatever_minutes_hold_is_text(text: str) -> None:
    record = (Minute("1", text, text, clauses=(samples.clause("a", "x"), samples.clause("b", text))),)
    paper = samples.minutes(part_one=record, council=text, present=(Named(text),), venue=text)
    file = house_template.fill(house_template.default(TemplateKind.MINUTES), TemplateKind.MINUTES, paper)
    assert_well_formed(file)
    assert lines(file) == lines(minutes.write(paper))


def test_what_comes_to_more_than_a_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "MOST", 1000)
    (fault,) = faults(template(said("{% for x in business %}" + "x" * 600 + "{% endfor %}")))
    assert fault == "Filled in, the template comes to more than a document can hold."


@every_kind
def test_no_field_is_called_like_something_else(kind: TemplateKind) -> None:
    """Neither like what the product puts in itself nor like a word of the tags."""
    fields = {field.name: field for field in KINDS[kind].fields}
    every = {part.name for _, field in dotted(fields) for part in (field, *field.parts)}
    assert not [name for name in every if name.startswith("_") or name in ("loop", "if", "for", "not", "and", "or")]
    assert all(name.replace("_", "").isalpha() and name.islower() for name in every)
