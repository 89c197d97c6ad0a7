"""What is logged of a failed request: its address, but of a page whose address is a credential only the pattern."""

from __future__ import annotations

import logging

from flask import Flask, has_request_context, request

from scrutiny.web.gate import TOKEN, guard_of


class Discreet(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if has_request_context() and request.url_rule is not None and guard_of(request.url_rule.endpoint) == TOKEN:
            record.msg = record.getMessage().replace(request.path, request.url_rule.rule)
            record.args = None
        return True


DISCREET = Discreet()


def register(app: Flask) -> None:
    """One filter for all applications of a process, since they share a logger."""
    app.logger.addFilter(DISCREET)
