"""The news feed: well formed and complete by RFC 4287, the same bytes for the same news, whatever is in a title."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from scrutiny.opendata import atom
from scrutiny.papers.news import Item, News

SITE = "https://scrutiny.example"
AT = datetime(2021, 11, 12, 9, 30, tzinfo=UTC)
NAMES = {"a": "http://www.w3.org/2005/Atom"}


def news(*items: Item, path: str = "/committees/SOS/feed.atom") -> News:
    return News("Safeguarding Committee", "Loamshire County Council", path, items)


def item(key: str = "/meetings/3#agenda", title: str = "Agenda published", text: str = "It is out.") -> Item:
    return Item(key, AT, title, text, "/meetings/3?a=1&b=2")


def feed(*items: Item, path: str = "/committees/SOS/feed.atom") -> etree._Element:
    return etree.fromstring(atom.write(news(*items, path=path), site=SITE))


def one(tree: etree._Element, path: str) -> str:
    (found,) = tree.xpath(path, namespaces=NAMES)
    return found if isinstance(found, str) else str(found.text or "")


def test_a_feed_and_its_entries_have_what_the_format_asks_for() -> None:
    tree = feed(item(), item("/meetings/4#minutes"))
    assert tree.tag == "{http://www.w3.org/2005/Atom}feed"
    for path in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert one(tree, path)
    entries = tree.xpath("a:entry", namespaces=NAMES)
    assert [one(entry, "a:id") for entry in entries] == [f"{SITE}/meetings/3#agenda", f"{SITE}/meetings/4#minutes"]
    for entry in entries:
        assert one(entry, "a:updated") == "2021-11-12T09:30:00Z"
        assert one(entry, "a:summary") == "It is out."
        assert one(entry, "a:link[@rel='alternate']/@href") == f"{SITE}/meetings/3?a=1&b=2"


def test_a_feed_says_where_it_is_and_whose_page_it_follows() -> None:
    tree = feed()
    assert one(tree, "a:link[@rel='self']/@href") == f"{SITE}/committees/SOS/feed.atom"
    assert one(tree, "a:link[@rel='alternate']/@href") == f"{SITE}/committees/SOS"
    assert one(feed(path="/feed.atom"), "a:link[@rel='alternate']/@href") == f"{SITE}/"
    assert one(tree, "a:updated") == "1970-01-01T00:00:00Z"


def test_equal_news_are_equal_bytes() -> None:
    assert atom.write(news(item()), site=SITE) == atom.write(news(item()), site=SITE)


@given(st.text(), st.text())
def test_no_text_can_break_the_feed(title: str, text: str) -> None:
    tree = feed(item(title=title, text=text))
    assert len(tree.xpath("a:entry", namespaces=NAMES)) == 1


def test_markup_in_a_title_stays_text() -> None:
    tree = feed(item(title="]]></title><script>alert(1)</script> & \x00\ud800\ufffe"))
    assert one(tree, "a:entry/a:title") == "]]></title><script>alert(1)</script> & "
