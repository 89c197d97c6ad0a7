"""Answers requests: one file a noun, each a blueprint named like it."""

from __future__ import annotations

from flask import Flask

from scrutiny.web import (
    addresses,
    assets,
    encoding,
    errors,
    filters,
    freshness,
    front_desk,
    gate,
    headers,
    log,
    navigation,
    notice,
    once,
    proxies,
    resend,
    sessions,
    settle,
    single_sign_on,
    site,
    template_names,
    uploading,
)
from scrutiny.web.account_keeping import account_keeping
from scrutiny.web.accounts import accounts
from scrutiny.web.actions import actions
from scrutiny.web.agenda import agenda
from scrutiny.web.answer_links import answer_links
from scrutiny.web.answers import answers
from scrutiny.web.attendance import attendance
from scrutiny.web.calendars import calendars
from scrutiny.web.closures import closures
from scrutiny.web.committees import committees
from scrutiny.web.confirmation import confirmation
from scrutiny.web.contacts import contacts
from scrutiny.web.corrections import corrections
from scrutiny.web.councils import councils
from scrutiny.web.criteria import criteria
from scrutiny.web.declarations import declarations
from scrutiny.web.desk import desk
from scrutiny.web.document_files import document_files
from scrutiny.web.documents import documents
from scrutiny.web.entries import entries
from scrutiny.web.feeds import feeds
from scrutiny.web.follow_up import follow_up
from scrutiny.web.history import history as who_changed_what
from scrutiny.web.home import home
from scrutiny.web.house_templates import house_templates
from scrutiny.web.items import items
from scrutiny.web.letters import letters
from scrutiny.web.meetings import meetings
from scrutiny.web.members import members
from scrutiny.web.minute_numbers import minute_numbers
from scrutiny.web.minutes import minutes
from scrutiny.web.minutes_from_word import minutes_from_word
from scrutiny.web.official_minutes import official_minutes
from scrutiny.web.overdue import overdue
from scrutiny.web.packs import packs
from scrutiny.web.pages import pages
from scrutiny.web.passwords import passwords
from scrutiny.web.people import people
from scrutiny.web.phrases import phrases
from scrutiny.web.portfolios import portfolios
from scrutiny.web.programme import programme
from scrutiny.web.recommendations import recommendations
from scrutiny.web.resolutions import resolutions
from scrutiny.web.roll_forward import roll_forward
from scrutiny.web.search import search
from scrutiny.web.seats import seats
from scrutiny.web.single_sign_on import single_sign_on as council_sign_in
from scrutiny.web.standing_items import standing_items
from scrutiny.web.suggestions import suggestions
from scrutiny.web.topics import topics
from scrutiny.web.votes import votes
from scrutiny.web.year import year

NOUNS = (
    accounts,
    account_keeping,
    passwords,
    council_sign_in,
    desk,
    home,
    committees,
    councils,
    members,
    seats,
    year,
    standing_items,
    closures,
    house_templates,
    portfolios,
    meetings,
    agenda,
    packs,
    items,
    documents,
    document_files,
    roll_forward,
    attendance,
    declarations,
    votes,
    minutes,
    minutes_from_word,
    official_minutes,
    minute_numbers,
    resolutions,
    confirmation,
    corrections,
    phrases,
    programme,
    entries,
    suggestions,
    criteria,
    follow_up,
    overdue,
    actions,
    recommendations,
    contacts,
    answers,
    answer_links,
    letters,
    who_changed_what,
    topics,
    people,
    calendars,
    feeds,
    search,
    pages,
)


def register(app: Flask) -> None:
    app.extensions["scrutiny.shelf"] = freshness.Shelf()
    template_names.register(app)
    settle.register(app)
    uploading.register(app)  # before anybody looks into a form
    sessions.register(app)
    headers.register(app)
    encoding.register(app)
    log.register(app)
    once.register(app)
    addresses.register(app)
    assets.register(app)
    filters.register(app)
    site.register(app)
    navigation.register(app)
    notice.register(app)
    errors.register(app)
    resend.register(app)
    single_sign_on.register(app)
    for noun in NOUNS:
        app.register_blueprint(noun)
    proxies.register(app)
    front_desk.register(app)
    gate.refuse_unguarded_routes(app)
