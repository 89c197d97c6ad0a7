"""A template's own pages, headers and styles, and the marks that no template can leave out."""

from __future__ import annotations

import io
import re

import docx
import pytest

from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.word import agenda, house_template
from tests.word import samples
from tests.word.reading import lines, marks, opened
from tests.word.templates import said, table, template, unzipped
from tests.word.test_house_template import filled


class TestMarks:
    EXEMPT = "NOT FOR PUBLICATION – this copy contains exempt information"
    PAPER = samples.agenda(contains_exempt=True, draft=True)

    @pytest.mark.parametrize("header", [said(""), said("Borsetshire"), table(("Borsetshire",))])
    def test_stand_on_every_page_whatever_the_header(self, header: str) -> None:
        file = filled(said("{{ council }}"), TemplateKind.AGENDA, paper=self.PAPER, header=header)
        assert marks(file).count(self.EXEMPT) == 2
        assert marks(file).count("DRAFT – not yet published") == 2

    def test_stand_in_a_template_without_a_header_and_without_the_style(self) -> None:
        plain = docx.Document()
        plain.add_paragraph("{{ council }}")
        plain.add_section()
        plain.add_paragraph("{{ committee }}")
        saved = io.BytesIO()
        plain.save(saved)
        file = house_template.fill(saved.getvalue(), TemplateKind.AGENDA, self.PAPER)
        for section in opened(file).sections:
            for header in (section.header, section.first_page_header, section.even_page_header):
                assert self.EXEMPT in [paragraph.text for paragraph in header.paragraphs]

    def test_stand_where_the_first_section_falls_away(self) -> None:
        ends = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>'
        body = said("{%p if not council %}") + ends + said("{%p endif %}") + said("{{ council }}")
        file = filled(body, TemplateKind.AGENDA, paper=self.PAPER)
        assert len(opened(file).sections) == 1
        assert marks(file).count(self.EXEMPT) == 2


class TestPagesAndStyles:
    def test_a_changed_style_is_used(self) -> None:
        document = docx.Document(io.BytesIO(house_template.default(TemplateKind.AGENDA)))
        document.styles["Heading 2"].font.name = "Georgia"
        document.sections[0].header.paragraphs[0].add_run(" – Borsetshire")
        saved = io.BytesIO()
        document.save(saved)
        file = house_template.fill(saved.getvalue(), TemplateKind.AGENDA, samples.AGENDA)
        assert opened(file).styles["Heading 2"].font.name == "Georgia"
        assert opened(file).sections[0].header.paragraphs[-1].text.endswith("30 November 2021 – Borsetshire")
        assert lines(file) == lines(agenda.write(samples.AGENDA))

    def test_tables_are_as_wide_as_the_page_that_they_stand_on(self) -> None:
        portrait = template(said("{{p membership }}") + said("{{p body }}"), TemplateKind.WORK_PROGRAMME)
        document = docx.Document(io.BytesIO(portrait))
        section = document.sections[0]
        section.page_width, section.page_height = section.page_height, section.page_width
        saved = io.BytesIO()
        document.save(saved)
        file = house_template.fill(saved.getvalue(), TemplateKind.WORK_PROGRAMME, samples.WORK_PROGRAMME)
        section = opened(file).sections[0]
        text_width = section.page_width - section.left_margin - section.right_margin
        for each in opened(file).tables:
            assert abs(sum(column.width for column in each.columns) - text_width) < 1000

    def test_lists_go_on_counting_from_the_templates_own(self) -> None:
        file = house_template.fill(house_template.default(TemplateKind.MINUTES), TemplateKind.MINUTES, samples.MINUTES)
        numbers = re.findall(r'<w:num w:numId="(\d+)"', unzipped(file)["word/numbering.xml"].decode())
        assert len(numbers) == len(set(numbers))
