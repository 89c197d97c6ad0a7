"""What a reader has to say about what it read."""

from dataclasses import dataclass, field

from scrutiny.domain.record import Doubt


@dataclass(slots=True)
class Notes:
    """Mistakes keep a record from being stored; doubts are for a person to look at."""

    mistakes: list[Doubt] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def mistake(self, where: str, what: str) -> None:
        self.mistakes.append(Doubt(where, what))

    def doubt(self, where: str, what: str) -> None:
        self.doubts.append(Doubt(where, what))
