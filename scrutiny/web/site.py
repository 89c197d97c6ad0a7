"""What every page says of the site itself: whose it is, in which colour, and whether it is a demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, current_app, g

from scrutiny.clock import Clock
from scrutiny.config import Config
from scrutiny.web import freshness
from scrutiny.web.freshness import Seen

NAMELESS = "The council"
NAVIGATION = (
    ("committees", "/committees", "Committees"),
    ("calendar", "/calendar", "Calendar"),
    ("people", "/people", "People"),
    ("search", "/search", "Search"),
)


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    council: str
    colour: str
    demonstration: bool
    as_of: date | None


class Nameplate:
    """The site as the record names it, which is remembered for when the database is away."""

    def __init__(self, config: Config, clock: Clock) -> None:
        self._config = config
        self._clock = clock
        self._site = self._named(Seen(demonstration=clock.as_of is not None))

    def read(self) -> Site:
        self._site = self._named(g.seen if "seen" in g else freshness.look())
        return self._site

    def _named(self, seen: Seen) -> Site:
        return Site(
            self._config.site_name or seen.council or NAMELESS,
            seen.council,
            self._config.site_colour,
            seen.demonstration,
            self._clock.as_of,
        )

    @property
    def last_known(self) -> Site:
        return self._site


def nameplate() -> Nameplate:
    plate: Nameplate = current_app.extensions["scrutiny.nameplate"]
    return plate


def _in_every_template() -> dict[str, Any]:
    return {"site": g.site if "site" in g else nameplate().read()}


def register(app: Flask) -> None:
    app.extensions["scrutiny.nameplate"] = Nameplate(
        app.extensions["scrutiny.config"], app.extensions["scrutiny.clock"]
    )
    app.jinja_env.globals["navigation"] = NAVIGATION
    app.context_processor(_in_every_template)
