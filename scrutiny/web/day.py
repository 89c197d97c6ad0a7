"""Today, as the clock of this application has it."""

from __future__ import annotations

from datetime import date

from flask import current_app

from scrutiny.clock import Clock


def today() -> date:
    clock: Clock = current_app.extensions["scrutiny.clock"]
    return clock.today()
