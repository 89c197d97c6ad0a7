"""A topic's story, from its first mention to its last answer."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.papers import topic
from scrutiny.permissions import Permission
from scrutiny.queries import topics as found
from scrutiny.web.day import today
from scrutiny.web.gate import may_see, public

topics = Blueprint("topics", __name__)


@topics.get("/topics/<id:topic_id>")
@public
def show(topic_id: int) -> ResponseReturnValue:
    facts = found.story(db.session(), topic_id) or abort(404)
    committee_id = facts.topic.committee_id
    story = topic.of(
        facts,
        as_at=today(),
        exempt=may_see(Permission.SEE_EXEMPT, committee_id),
        drafts=may_see(Permission.SEE_DRAFTS, committee_id),
    )
    return render_template("topics/show.html", story=story or abort(404))


def withheld_story(topic_id: int | None) -> topic.Story | None:
    """All that would be told of an exempt matter, for those who are about to make it public."""
    facts = found.story(db.session(), topic_id) if topic_id is not None else None
    return topic.of(facts, as_at=today(), exempt=True, drafts=True) if facts else None
