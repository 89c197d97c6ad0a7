"""Prints news as an Atom feed (RFC 4287). Nothing here reads the clock: equal news are equal bytes."""

import re
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from scrutiny.papers.news import Item, News

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot carry."""


def write(news: News, *, site: str) -> bytes:
    """The feed in UTF-8. `site` is the address before every path: an entry is known by its own address for ever."""
    home = news.path.removesuffix("/feed.atom") or "/"
    return "".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">\n',
            f"<id>{_text(site + news.path)}</id>\n<title>{_text(news.title)}</title>\n",
            f"<updated>{_instant(news.updated)}</updated>\n<author><name>{_text(news.author)}</name></author>\n",
            f'<link rel="self" type="application/atom+xml" href={_attribute(site + news.path)}/>\n',
            f'<link rel="alternate" type="text/html" href={_attribute(site + home)}/>\n',
            *(_entry(item, site) for item in news.items),
            "</feed>\n",
        )
    ).encode()


def _entry(item: Item, site: str) -> str:
    return (
        f"<entry>\n<id>{_text(site + item.key)}</id>\n<title>{_text(item.title)}</title>\n"
        f"<updated>{_instant(item.updated)}</updated>\n"
        f'<link rel="alternate" type="text/html" href={_attribute(site + item.page)}/>\n'
        f"<summary>{_text(item.text)}</summary>\n</entry>\n"
    )


def _instant(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", text))
