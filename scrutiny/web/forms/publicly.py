"""Forms that change minutes: what is changed of agreed minutes is public at once, so it is asked about first."""

from __future__ import annotations

from scrutiny.domain.vocabulary import MinutesState
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Tick


class OfMinutes(Change):
    """It is done only by somebody who says that it should be, where the public reads the minutes by now."""

    publicly = Tick("The public reads these minutes. I want to change what it reads")

    def of_minutes(self, state: MinutesState) -> None:
        """Nothing is asked about a draft; and confirmed minutes are corrected, which says so itself."""
        if state is not MinutesState.AGREED:
            del self.publicly

    def asks_first(self) -> bool:
        """Whether it would change what the public reads, and nobody has said that it should: then it asks for that."""
        asks = "publicly" in self and not self.publicly.data and self.says_more
        if asks:
            self.fails("publicly", "Tick that you want to change what the public reads")
        return asks

    @property
    def says_more(self) -> bool:
        """Whether the public would read anything but what it reads."""
        return True
