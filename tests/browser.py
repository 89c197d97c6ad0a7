"""A client that reads every page it opens as a careful person would, and fails on the first thing wrong with it.

What a real browser and its checkers find besides is in `tests/journeys`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from waitress.buffers import ReadOnlyFileBasedBuffer
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

ENDS = re.compile(r"</(dt|dd|li|p|td|th|h\d|div)>")
"""What a reader sees as a gap, though no space is written there."""


class Page:
    """An answer that was read: its status, its text as one line, and its elements by XPath."""

    def __init__(self, response: TestResponse, address: str) -> None:
        self.response = response
        self.status = response.status_code
        self.address = address
        self.tree: Any = html.document_fromstring(ENDS.sub(r"\g<0> ", response.text))

    @property
    def text(self) -> str:
        """What `main` says, spaces folded."""
        return folded(self.tree.xpath("//main")[0])

    @property
    def whole_text(self) -> str:
        return folded(self.tree.body)

    @property
    def heading(self) -> str:
        return folded(self.tree.xpath("//h1")[0])

    def all(self, path: str) -> list[Any]:
        return list(self.tree.xpath(path))

    def texts(self, path: str) -> list[str]:
        return [folded(found) for found in self.tree.xpath(path)]

    def links(self) -> list[str]:
        return [str(link) for link in self.tree.xpath("//a/@href")]


def folded(element: Any) -> str:
    return " ".join(element.text_content().split())


class Browser(FlaskClient):
    """`read` opens an address and checks what came; the plain client's methods are there for all else."""

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        """Each request in a context of its own, as from a server: nothing of `g` goes over from one to the next.

        An answer is read to its end, so that a file behind it is closed. Files are handed over in the way of the
        server that `serve` starts.
        """
        way = {"wsgi.file_wrapper": ReadOnlyFileBasedBuffer} | options.pop("environ_overrides", {})
        with self.application.app_context():
            return super().open(*arguments, **{"buffered": True, "environ_overrides": way} | options)

    def read(self, address: str, status: int = 200, **arguments: Any) -> Page:
        return self._checked(self.get(address, **arguments), address, status)

    def sent(self, address: str, data: dict[str, Any], status: int) -> Page:
        """What a form is answered with, when that is a page and not the way to another."""
        return self._checked(self.post(address, data=data), address, status)

    def _checked(self, response: TestResponse, address: str, status: int) -> Page:
        assert response.status_code == status, f"{address} answers {response.status}\n{response.text[:500]}"
        assert response.mimetype == "text/html", f"{address} is {response.mimetype}"
        page = Page(response, address)
        faults = [*faults_of(page), *self._lost_links(page)]
        assert not faults, f"{address}:\n" + "\n".join(faults)
        return page

    def _lost_links(self, page: Page) -> Iterable[str]:
        targets = {str(name) for name in page.tree.xpath("//@id")}
        for link in {*page.links(), *(str(link) for link in page.tree.xpath("//link/@href"))}:
            parts = urlsplit(urljoin(f"http://localhost{page.address}", link))
            if parts.scheme not in ("http", "https") or parts.netloc != "localhost":
                continue
            here = urlsplit(page.address)
            if parts.path == here.path and parts.query in ("", here.query):
                if parts.fragment and parts.fragment not in targets:
                    yield f"the link {link} leads to no place on this page"
            elif parts.path.startswith("/static/"):
                if self.head(parts.path).status_code != 200:
                    yield f"{link} is no file"
            elif not answered(self.application, parts.path):
                yield f"the link {link} leads to no page"


def answered(app: Flask, path: str) -> bool:
    try:
        app.url_map.bind("localhost").match(path, method="GET")
    except HTTPException:  # also a redirect: a page links to where a thing is
        return False
    return True


def faults_of(page: Page) -> Iterable[str]:
    tree = page.tree
    if not page.response.text.startswith("<!DOCTYPE html>"):
        yield "it does not begin with <!DOCTYPE html>"
    if tree.get("lang") != "en-GB":
        yield "its language is not en-GB"
    if not re.fullmatch(r"\S.* – \S.*", folded(tree.xpath("//title")[0])):
        yield "its title is not a title and the name of the site"
    if len(tree.xpath("//h1")) != 1:
        yield f"it has {len(tree.xpath('//h1'))} main headings"
    for landmark in ("header", "main", "footer"):
        if len(tree.xpath(f"//body//{landmark}[not(ancestor::main)]")) != 1:
            yield f"it has not one {landmark}"
    yield from _repeated_ids(tree)
    yield from _skipped_headings(tree)
    yield from _nameless(tree)
    yield from _inline(tree)
    yield from _open_to_script(page)
    if "Set-Cookie" in page.response.headers and "private" not in page.response.headers.get("Cache-Control", ""):
        yield "it sets a cookie"


def _open_to_script(page: Page) -> Iterable[str]:
    """A page has no script, or only such as it names by the nonce of this one answer."""
    policy = page.response.headers.get("Content-Security-Policy", "")
    allowed = re.match(r"default-src 'none'; script-src '(?:none|nonce-([\w-]{22}))'; style-src 'self'; ", policy)
    if not allowed:
        yield "its security policy is missing"
    elif {allowed[1]} != {*map(str, page.tree.xpath("//script/@nonce"))} | (set() if allowed[1] else {None}):
        yield "it has script that its security policy does not name"


def _repeated_ids(tree: Any) -> Iterable[str]:
    for name, times in Counter(map(str, tree.xpath("//@id"))).items():
        if times > 1:
            yield f"the id {name} stands {times} times"


def _skipped_headings(tree: Any) -> Iterable[str]:
    level = 0
    within = "//main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]"
    for heading in tree.xpath(f"{within}[not(ancestor::*[@id='error-summary'])]"):  # which stands above the h1
        this = int(heading.tag[1])
        if this > level + 1:
            yield f"the heading {folded(heading)!r} skips a level"
        if not folded(heading):
            yield f"an empty {heading.tag}"
        level = this


def _nameless(tree: Any) -> Iterable[str]:
    for field in tree.xpath("//input[not(@type='hidden' or @type='submit')] | //select | //textarea"):
        name = field.get("id")
        if not name or not tree.xpath("//label[@for=$name]", name=name):
            yield f"the field {field.get('name')} has no label"
    for element in tree.xpath("//a[@href] | //button"):
        if not (folded(element) or element.get("aria-label")):
            yield f"a link or button without words: {html.tostring(element)[:80]!r}"
    for table in tree.xpath("//table[not(caption)]"):
        yield f"a table without a caption: {folded(table)[:60]}"
    for image in tree.xpath("//img[not(@alt)]"):
        yield f"a picture without words: {image.get('src')}"
    named = tree.xpath("//nav/@aria-label")
    if len(named) != len(tree.xpath("//nav")) or len(set(named)) != len(named):
        yield "a navigation without a name of its own"


def _inline(tree: Any) -> Iterable[str]:
    """Style and script in the page, which the security policy forbids."""
    if tree.xpath("//style | //@style | //script[not(@src)]"):
        yield "it has style or script in the page"
    handlers = list(tree.xpath("//@*[starts-with(name(), 'on')]"))
    if handlers:
        yield f"it has script in attributes: {handlers}"


def said(answer: TestResponse) -> str:
    """All that an answer says, inside a Word document or a bundle as well."""
    headers = str(answer.headers)
    if not answer.data.startswith(b"PK"):
        return headers + answer.text
    with zipfile.ZipFile(io.BytesIO(answer.data)) as parts:
        return headers + "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
