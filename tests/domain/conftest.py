"""Closed days for the tables of dates: entered by hand from the government's list, so that nothing proves itself."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import settings

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.working_days import Calendar

# A property is about what is true, not how fast: a busy machine must not fail it.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")

ENGLAND = {
    date(2018, 12, 25): "Christmas Day",
    date(2018, 12, 26): "Boxing Day",
    date(2019, 1, 1): "New Year’s Day",
    date(2019, 4, 19): "Good Friday",
    date(2019, 4, 22): "Easter Monday",
    date(2019, 5, 6): "Early May bank holiday",
    date(2019, 5, 27): "Spring bank holiday",
    date(2019, 8, 26): "Summer bank holiday",
    date(2019, 12, 25): "Christmas Day",
    date(2019, 12, 26): "Boxing Day",
    date(2021, 1, 1): "New Year’s Day",
    date(2021, 4, 2): "Good Friday",
    date(2021, 4, 5): "Easter Monday",
    date(2021, 5, 3): "Early May bank holiday",
    date(2021, 5, 31): "Spring bank holiday",
    date(2021, 8, 30): "Summer bank holiday",
    date(2021, 12, 25): "Christmas Day",
    date(2021, 12, 26): "Boxing Day",
    date(2021, 12, 27): "Christmas Day (substitute day)",
    date(2021, 12, 28): "Boxing Day (substitute day)",
    date(2022, 1, 1): "New Year’s Day",
    date(2022, 1, 3): "New Year’s Day (substitute day)",
    date(2022, 4, 15): "Good Friday",
    date(2022, 4, 18): "Easter Monday",
    date(2022, 5, 2): "Early May bank holiday",
    date(2022, 6, 2): "Spring bank holiday",
    date(2022, 6, 3): "Platinum Jubilee bank holiday",
    date(2022, 8, 29): "Summer bank holiday",
    date(2022, 9, 19): "State Funeral of Queen Elizabeth II",
    date(2022, 12, 25): "Christmas Day",
    date(2022, 12, 26): "Boxing Day",
    date(2022, 12, 27): "Christmas Day (substitute day)",
    date(2025, 1, 1): "New Year’s Day",
    date(2025, 4, 18): "Good Friday",
    date(2025, 4, 21): "Easter Monday",
    date(2025, 5, 5): "Early May bank holiday",
    date(2025, 5, 26): "Spring bank holiday",
    date(2025, 8, 25): "Summer bank holiday",
    date(2025, 12, 25): "Christmas Day",
    date(2025, 12, 26): "Boxing Day",
    date(2026, 1, 1): "New Year’s Day",
    date(2026, 4, 3): "Good Friday",
    date(2026, 4, 6): "Easter Monday",
    date(2026, 5, 4): "Early May bank holiday",
    date(2026, 5, 25): "Spring bank holiday",
    date(2026, 8, 31): "Summer bank holiday",
    date(2026, 12, 25): "Christmas Day",
    date(2026, 12, 26): "Boxing Day",
    date(2026, 12, 28): "Boxing Day (substitute day)",
}


@pytest.fixture(scope="session")
def england() -> Calendar:
    return Calendar(closed=ENGLAND, years=frozenset({2018, 2019, 2021, 2022, 2025, 2026}))


@pytest.fixture(scope="session")
def refusal() -> Callable[..., str]:
    """Calls the rule, expects it to be broken, and answers with its sentence."""

    def call(broken_rule: Callable[..., Any], /, *args: Any, **kwargs: Any) -> str:
        with pytest.raises(RuleBroken) as broken:
            broken_rule(*args, **kwargs)
        return str(broken.value)

    return call
