"""What is wrong with a template is told in words, with its place: all of it at once."""

from __future__ import annotations

import pytest

from scrutiny.domain.vocabulary import TemplateKind
from tests.word.templates import (
    box,
    faults,
    run,
    said,
    table,
    template,
)

HOW = "a tag holds a field and filters, a condition also and, or, not, == and !="
CALLS = "it calls something, and a template only reads fields"
FIRST = "in the first paragraph"
ONLY_THERE = "it can stand only in the document itself: in no table, text box, header or footer, and in no loop"

IN_A_PARAGRAPH = {
    "a field misspelt": ("{{ meeting.dat }}", "there is no such field; did you mean meeting.date?"),
    "a field in a group that is not named": ("{{ place }}", "there is no such field; did you mean meeting.place?"),
    "a field that is like none": ("{{ weather }}", "there is no such field"),
    "a part of what has none": ("{{ council.name }}", "there is no such field: council has no parts"),
    "a group printed as if it were one": (
        "{{ meeting }}",
        "it is in parts: meeting.date, meeting.time, meeting.place",
    ),
    "a list printed as if it were one": (
        "{{ business }}",
        "it is a list: write {{ business | listed }}, or {% for … in business %}",
    ),
    "a loop through what is no list": ("{% for x in council %}{% endfor %}", "council is not a list"),
    "a loop written wrongly": ("{% for business %}{% endfor %}", "a loop is written like {% for name in members %}"),
    "a loop with two names": (
        "{% for a, b in business %}{% endfor %}",
        "a loop is written like {% for name in members %}",
    ),
    "a loop that takes a field's name": (
        "{% for council in business %}{% endfor %}",
        "there is something called council already: give what the loop is at another name",
    ),
    "a loop that is not closed": ("{% for x in business %}", "it is not closed: {% endfor %} is missing"),
    "a condition that is not closed": ("{% if council %}", "it is not closed: {% endif %} is missing"),
    "an end of nothing": ("{% endif %}", "nothing is open here"),
    "an else of nothing": ("{% else %}", "it belongs to an if or a for, and none is open"),
    "a word misspelt": ("{% edif %}", "there is no “edif”; did you mean endif?"),
    "an empty tag": ("{{ }}", "it is empty"),
    "an empty condition": ("{% if %}{% endif %}", "it is empty"),
    "words that are no field": ("{{ the council }}", f"it cannot be read: {HOW}"),
    "a bracket left open": ("{{ (council }}", f"it cannot be read: {HOW}"),
    "a text in place of a field": ("{{ 'council' }}", f"it prints no field: {HOW}"),
    "a filter that is not": ("{{ council | shout }}", "there is no filter called shout; did you mean short?"),
    "a filter of Python": ("{{ council | attr('x') }}", "there is no filter called attr"),
    "a filter for something else": ("{{ council | weekday }}", "the filter weekday is for a day"),
    "a filter with brackets": ("{{ business | listed(', ') }}", "the filter listed takes nothing in brackets"),
    "a hyphen in the braces": ("{{- council -}}", "write it without the hyphen"),
    "a tag as long as a page": ("{{ council" + " " * 10 + "and" * 200 + " }}", "it is longer than 300 characters"),
    "paragraphs in a line of words": (
        "{{ body }}",
        "it is whole paragraphs: write {{p body }} in a paragraph of its own",
    ),
    "words put in as paragraphs": (
        "{{p council }}",
        "only whole paragraphs are put in with {{p: write {{ council }}",
    ),
    "the class of a text": ("{{ ''.__class__ }}", "only a field has parts"),
    "the class of a field": ("{{ council.__class__ }}", "there is no such field: council has no parts"),
    "a way round by a filter": ("{{ ''|attr('__class__') }}", "there is no filter called attr"),
    "a call": ("{{ council.upper() }}", CALLS),
    "a range without end": ("{% for x in range(10**9) %}{% endfor %}", CALLS),
    "a number without end": ("{{ 10**10**10 }}", f"it cannot be read: {HOW}"),
    "a text without end": ("{{ council * 999999999 }}", f"it cannot be read: {HOW}"),
    "square brackets": ("{{ council[0] }}", "square brackets are not offered: name the field with a dot"),
    "an import": ("{% import 'os' as os %}", "“import” is not offered: there are only if and for"),
    "an include": ("{% include '/etc/passwd' %}", "“include” is not offered: there are only if and for"),
    "a macro": ("{% macro m() %}", "“macro” is not offered: there are only if and for"),
    "something set": ("{% set x = 1 %}", "“set” is not offered: there are only if and for"),
    "a block": ("{% block x %}", "“block” is not offered: there are only if and for"),
    "a choice in a line": (
        "{{ council if council else committee }}",
        "write {% if … %} … {% else %} … {% endif %} instead",
    ),
    "a test": (
        "{% if council is defined %}{% endif %}",
        "“is” is not offered: {% if council %} asks whether there is anything in it",
    ),
    "more brackets than anybody needs": (
        "{{ " + "(" * 140 + "council" + ")" * 140 + " }}",
        f"it cannot be read: {HOW}",
    ),
}


def tag_of(text: str) -> str:
    """The first one, as it is told."""
    opens, closes = text[:2], {"{{": "}}", "{%": "%}"}[text[:2]]
    inside = " ".join(text[2 : text.index(closes)].split())
    level = "p" if inside.startswith("p ") else ""
    tag = " ".join(f"{opens}{level} {inside[len(level) :].strip()} {closes}".split())
    return tag if len(tag) <= 60 else f"{tag[:59]}…"


@pytest.mark.parametrize("name", IN_A_PARAGRAPH)
def test_a_mistake_is_told_with_its_tag_and_its_place(name: str) -> None:
    text, why = IN_A_PARAGRAPH[name]
    assert faults(template(said(text))) == [f"“{tag_of(text)}” {FIRST}: {why}"]


ELSEWHERE = {
    "in a heading": (
        template(said("{{ meeting.dat }}", style="Title")),
        ["“{{ meeting.dat }}” in the heading: there is no such field; did you mean meeting.date?"],
    ),
    "in a header": (
        template(header=said("{{ comittee }}")),
        ["“{{ comittee }}” in the header: there is no such field; did you mean committee?"],
    ),
    "in a footer": (
        template(footer=said("Page of {{ counci }}")),
        ["“{{ counci }}” in the footer: there is no such field; did you mean council?"],
    ),
    "in a row of a table": (
        template(said("") + table(("When", "Where"), ("{{ meeting.date }}", "{{ meeting.venue }}"))),
        [
            "“{{ meeting.venue }}” in the second row of the first table: there is no such field: meeting has date, "
            "time and place"
        ],
    ),
    "in the table of a header": (
        template(header=table(("{{ x }}",))),
        ["“{{ x }}” in the first row of the first table in the header: there is no such field"],
    ),
    "in a text box": (
        template(box("{{ meeting.hour }}")),
        ["“{{ meeting.hour }}” in a text box: there is no such field: meeting has date, time and place"],
    ),
    "in the thirteenth paragraph": (
        template(said("") * 12 + said("{{ x }}")),
        ["“{{ x }}” in the 13th paragraph: there is no such field"],
    ),
    "all of them at once": (
        template(said("{{ a }} and {{ b }}") + said("{{ c }}"), header=said("{{ d }}")),
        [
            "“{{ a }}” in the first paragraph: there is no such field",
            "“{{ b }}” in the first paragraph: there is no such field",
            "“{{ c }}” in the second paragraph: there is no such field",
            "“{{ d }}” in the header: there is no such field",
        ],
    ),
    "braces that are not closed": (
        template(said("On {{ meeting.date and more") + said("{{ council }}")),
        ["“{{ meeting.date and more” in the first paragraph: it is not closed: }} is missing in this paragraph"],
    ),
    "braces closed by others": (
        template(said("{{ council %} of {{ committee }}")),
        [
            "“{{ council %} of” in the first paragraph: it is not closed: }} is missing in this paragraph",
            "“{{ council %}” in the first paragraph: nothing is opened before it: {% is missing in this paragraph",
        ],
    ),
    "braces that close nothing": (
        template(said("council }} of {{ committee }}")),
        ["“council }}” in the first paragraph: nothing is opened before it: {{ is missing in this paragraph"],
    ),
    "a tag cut by the end of its paragraph": (
        template(said("{{ meeting.") + said("date }}")),
        [
            "“{{ meeting.” in the first paragraph: it is not closed: }} is missing in this paragraph",
            "“date }}” in the second paragraph: nothing is opened before it: {{ is missing in this paragraph",
        ],
    ),
    "braces that a paragraph ends and the next begins with": (
        template(said("a {") + said("{ x }} b")),
        [
            "“{ x }}” in the second paragraph: nothing is opened before it: {{ is missing in this paragraph",
        ],
    ),
    "an if over paragraphs without a p": (
        template(said("{% if council %}") + said("Yes") + said("{% endif %}")),
        [
            "“{% endif %}” in the third paragraph: “{% if council %}” stands in another place: both belong in one "
            "paragraph, or else {%p if … %} and {%p endif %} each in a paragraph of its own"
        ],
    ),
    "a loop from one row into the next": (
        template(table(("{%p for x in business %}",), ("{%p endfor %}",))),
        [
            "“{%p endfor %}” in the second row of the first table: “{%p for x in business %}” stands in another place: "
            "both belong in one paragraph, or else {%p for … %} and {%p endfor %} each in a paragraph of its own"
        ],
    ),
    "one thing closed with the end of another": (
        template(said("{%p for x in business %}") + said("{%p endif %}")),
        [
            "“{%p endif %}” in the second paragraph: “{%p for x in business %}” in the first paragraph is open here, "
            "and {%p endfor %} closes it"
        ],
    ),
    "words beside a tag that takes its paragraph": (
        template(said("Date {%p if council %}") + said("{%p endif %}")),
        [
            "“{%p if council %}” in the first paragraph: its paragraph holds something else as well, which would be "
            "lost: give it a paragraph of its own",
        ],
    ),
    "words beside a tag that takes its row": (
        template(table(("a",), ("{%tr for x in business %} x",), ("{{ x }}",), ("{%tr endfor %}",))),
        [
            "“{%tr for x in business %}” in the second row of the first table: its row holds something else as well, "
            "which would be lost: give it a row of its own"
        ],
    ),
    "a table that could be without a row": (
        template(table(("{%tr for x in business %}",), ("{{ x }}",), ("{%tr endfor %}",))),
        [
            "“{%tr for x in business %}” in the first row of the first table: the table needs a row of its own "
            "besides, such as its headings"
        ],
    ),
    "a row where there is no table": (
        template(said("{%tr if council %}")),
        [
            "“{%tr if council %}” in the first paragraph: {%tr is for a row of a table, and this is none",
            "“{%tr if council %}” in the first paragraph: it is not closed: {%tr endif %} is missing",
        ],
    ),
    "a tag for a cell": (
        template(said("{{tc council }}")),
        [
            "“{{tc council }}” in the first paragraph: {{tc is not offered: use {{, {{p or {{tr",
            "“{{tc council }}” in the first paragraph: only whole paragraphs are put in with {{tc: write {{ council }}",
        ],
    ),
    "the body in a table": (
        template(table(("{{p body }}",))),
        [f"“{{{{p body }}}}” in the first row of the first table: {ONLY_THERE}"],
    ),
    "the body in a header": (template(header=said("{{p body }}")), [f"“{{{{p body }}}}” in the header: {ONLY_THERE}"]),
    "the body in a loop": (
        template(said("{%p for x in business %}") + said("{{p body }}") + said("{%p endfor %}")),
        [f"“{{{{p body }}}}” in the second paragraph: {ONLY_THERE}"],
    ),
    "the body twice": (
        template(said("{{p body }}") * 2),
        ["“{{p body }}” in the second paragraph: it is put in already, and can be once"],
    ),
    "a loop in a loop through the whole again": (
        template(said("{% for a in business %}{% for b in business %}{{ b }}{% endfor %}{% endfor %}")),
        [
            "“{% for b in business %}” in the first paragraph: a loop in a loop goes through a list of a, and business "
            "is not one"
        ],
    ),
    "a loop whose list is wrong is told once": (
        template(said("{% for a in busines %}{{ a.title }}{% if a.x %}{% endif %}{% endfor %}")),
        ["“{% for a in busines %}” in the first paragraph: there is no such field; did you mean business?"],
    ),
    "nine things in each other": (
        template(said("{% if council %}" * 9 + "{% endif %}" * 9)),
        ["“{% if council %}” in the first paragraph: it stands more than 8 deep in others"],
    ),
    "a tag in a field": (
        template(f'<w:p><w:r><w:instrText>HYPERLINK "{{{{ council }}}}"</w:instrText></w:r>{run("x")}</w:p>'),
        [
            "“{{ council }}” in the first paragraph: this is a field or a description, and tags are read in plain "
            "text only"
        ],
    ),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_the_place_is_told_wherever_it_is(name: str) -> None:
    file, told = ELSEWHERE[name]
    assert faults(file) == told


def test_an_item_of_a_loop_has_the_fields_of_its_list() -> None:
    file = template(said("{% for line in part_one %}{{ line.titel }}{% endfor %}"), TemplateKind.AGENDA)
    (fault,) = faults(file, TemplateKind.AGENDA)
    assert fault == "“{{ line.titel }}” in the first paragraph: there is no such field; did you mean line.title?"


def test_what_is_of_another_loop_is_refused() -> None:
    body = said("{%p for a in part_one %}") + said("{%p for l in a.leads %}") + said("{{p a.details }}")
    file = template(body + said("{%p endfor %}") * 2, TemplateKind.AGENDA)
    (fault,) = faults(file, TemplateKind.AGENDA)
    assert fault.endswith("in a loop inside another it must be of the inner one")
