"""What the law or the council's practice does not allow, said in a sentence that a person can act on."""


class RuleBroken(Exception):
    """`str(error)` is shown to the person as it stands: what is wrong, and what to do about it."""


class NotCovered(RuleBroken):
    """The calendar of closed days does not reach the year that is asked about."""
