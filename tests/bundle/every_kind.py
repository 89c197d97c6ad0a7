"""One meeting with papers of every kind, bound for the public and for members."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scrutiny.bundle import pdf
from scrutiny.bundle.bound import Bound
from scrutiny.domain.vocabulary import Audience, ItemKind
from scrutiny.papers import pack as packs
from scrutiny.papers.agenda import Enclosure, Line
from scrutiny.papers.pack import Pack
from scrutiny.word import minutes
from tests.bundle import printed
from tests.bundle.papers import Shelf
from tests.word import samples

SECRET = "Felpersham"
"""A word of the exempt paper, its title and its item: in no file that the public may have."""


class EveryKind:
    """The packs of that meeting, in `folder`, and what was told while they were bound."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = folder / "work"
        self.told: list[tuple[int, int, str]] = []
        self.shelf = Shelf(self.folder)
        self.members_pack, self.public_pack = self._packs()
        self.members, self.members_bound = self.bind(self.members_pack, "members.pdf")
        self.public, self.public_bound = self.bind(self.public_pack, "public.pdf")

    def bind(self, pack: Pack, name: str, *, work: Path | None = None) -> tuple[Path, Bound]:
        to = self.folder / name
        bound = pdf.bind(
            pack, file=self.shelf, work=work or self.work, to=to, told=lambda *step: self.told.append(step)
        )
        return to, bound

    def paper(self, name: str) -> Enclosure:
        return next(paper for item in self.members_pack.items for paper in item.papers if paper.name == name)

    def _packs(self) -> tuple[Pack, Pack]:
        minutes_paper = self._paper("Minutes", minutes.write(samples.MINUTES), "minutes.docx")
        lines = (
            Line("1", "Apologies", ItemKind.APOLOGIES, 1),
            Line("2", "Declarations of Interest", ItemKind.DECLARATIONS, 2),
            Line(
                "3", "Minutes of the meeting held on 14 September 2021", ItemKind.MINUTES, 3, documents=(minutes_paper,)
            ),
            Line("4", "Village Bus Services", ItemKind.BUSINESS, 4, documents=self._bus_papers()),
            Line("5A", "Flood Warnings", ItemKind.BUSINESS, 9, documents=self._flood_papers()),
            Line("6", "Work Programme", ItemKind.WORK_PROGRAMME, 6),
        )
        tender = printed.word(f"The {SECRET} tender", sections=1, text=f"{SECRET} Coaches asked for less.")
        exempt = self._paper(f"{SECRET} tender", tender, "tender.docx", exempt=True, paragraphs=(3,))
        hidden = Enclosure("Exempt report", withheld=True, paragraphs=(3,))
        members = replace(samples.AGENDA, part_one=lines, part_two=(self._exempt(exempt),), contains_exempt=True)
        public = replace(samples.AGENDA, part_one=lines, part_two=(self._exempt(hidden),))
        return packs.of(members, audience=Audience.MEMBERS), packs.of(public, audience=Audience.PUBLIC)

    def _exempt(self, paper: Enclosure) -> Line:
        title = "Exempt item" if paper.withheld else f"Contract with {SECRET} Coaches"
        business = ItemKind.BUSINESS
        return Line("7", title, business, 7, paragraphs=(3,), withheld=paper.withheld, documents=(paper,))

    def _bus_papers(self) -> tuple[Enclosure, ...]:
        rows = [("Village", "Journeys"), *((f"Ambridge {number}", str(number)) for number in range(4))]
        return (
            self._paper("Report of the Head of Transport", printed.word("Village bus services"), "report.docx"),
            self._paper("Journeys lost", printed.workbook(rows), "journeys.xlsx"),
            self._paper("Slides shown to parishes", printed.slides("Evening buses", "Weekend buses"), "slides.pptx"),
            Enclosure("Survey of passengers", to_follow=True),
            self._paper("Letter from the operator", printed.locked(), "letter.pdf"),
        )

    def _flood_papers(self) -> tuple[Enclosure, ...]:
        warnings = printed.plain(*(f"Warning number {number}" for number in range(3)), bookmarks=True, links=True)
        return (
            self._paper("Warnings given", warnings, "warnings.pdf"),
            self._paper("Photograph of the ford", printed.picture("JPEG"), "ford.jpg"),
            self._paper("Old report", b"%PDF-1.7 and then nothing", "old.pdf"),
            self._paper("Broken report", b"PK\x03\x04 and then nothing", "broken.docx"),
        )

    def _paper(self, title: str, content: bytes, name: str, **more: object) -> Enclosure:
        return printed.paper(self.shelf, title, content, name, **more)
