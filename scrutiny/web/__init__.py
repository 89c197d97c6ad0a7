"""Answers requests: one file a noun, each a blueprint named like it."""

from __future__ import annotations

from flask import Flask

from scrutiny.web import freshness, gate, headers, settle


def register(app: Flask) -> None:
    app.extensions["scrutiny.shelf"] = freshness.Shelf()
    settle.register(app)
    headers.register(app)
    gate.refuse_unguarded_routes(app)
