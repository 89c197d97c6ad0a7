"""What may stand inside a tag: a field by its name, filters behind it, and comparisons in a condition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from scrutiny.papers.people import listed
from scrutiny.word.house_template.fields import Field, Form, dotted

Names = dict[str, Field | None]
"""What can be named where a tag stands. None is what the loop is at whose list was wrong: that was told already."""

Read = tuple[nodes.Expr, Field | None]
"""The expression as it is compiled, and the field that it is; None for one that is true or false."""

FILTERS: Mapping[str, tuple[tuple[Form, ...], str]] = {
    "weekday": ((Form.DAY,), "Tuesday 30 November 2021"),
    "short": ((Form.DAY,), "30/11/2021"),
    "upper": ((Form.TEXT, Form.DAY), "IN CAPITALS"),
    "listed": ((Form.TEXTS,), "one, another and a third"),
    "count": ((Form.TEXTS, Form.ROWS), "how many there are"),
}
"""Each with what it is for, and what comes of it."""

FOR = re.compile(r"for ([A-Za-z][A-Za-z0-9_]*) in (.+)")
HOW = "a tag holds a field and filters, a condition also and, or, not, == and !="

_LOOP = {"first": Form.ANSWER, "last": Form.ANSWER, "index": Form.NUMBER}
_CLOSE = 0.8
_REFUSED: Mapping[type[nodes.Node], str] = {
    nodes.Call: "it calls something, and a template only reads fields",
    nodes.Getitem: "square brackets are not offered: name the field with a dot",
    nodes.CondExpr: "write {% if … %} … {% else %} … {% endif %} instead",
    nodes.Test: "“is” is not offered: {% if council %} asks whether there is anything in it",
}
_OF_JINJA = (
    *("autoescape", "block", "call", "do", "extends", "filter", "from", "import", "include", "macro"),
    *("raw", "set", "trans", "with", "debug"),
)


class Refused(Exception):
    """Why a tag is not taken; empty where that was told of another one."""


class Expressions:
    """Reads what stands in tags at one place. Notes in `used` which fields they are."""

    def __init__(self, environment: Environment, names: Names, used: set[Field], *, in_loop: bool) -> None:
        self._environment = environment
        self._names = names
        self._used = used
        self._in_loop = in_loop

    def read(self, said: str) -> Read:
        """Raises Refused with the reason."""
        if not said:
            raise Refused("it is empty")
        try:
            body = Parser(self._environment, f"{{{{ {said} }}}}").parse().body
        except (TemplateSyntaxError, RecursionError):
            raise Refused(f"it cannot be read: {HOW}") from None
        if len(body) == 1 and isinstance(body[0], nodes.Output) and len(body[0].nodes) == 1:
            return self._checked(body[0].nodes[0])
        raise Refused(f"it cannot be read: {HOW}")

    def _checked(self, node: nodes.Node) -> Read:
        match node:
            case nodes.Name() | nodes.Getattr():
                return self._field(node)
            case nodes.Filter(node=nodes.Expr() as inner):
                return self._filtered(node, inner)
            case nodes.Const(value=str() | int() | bool()):
                return node, None
            case nodes.Not():
                return nodes.Not(self._checked(node.node)[0]), None
            case nodes.And():
                return nodes.And(self._checked(node.left)[0], self._checked(node.right)[0]), None
            case nodes.Or():
                return nodes.Or(self._checked(node.left)[0], self._checked(node.right)[0]), None
            case nodes.Compare(ops=[nodes.Operand(op="eq" | "ne") as other]):
                sides = self._checked(node.expr)[0], self._checked(other.expr)[0]
                return nodes.Compare(sides[0], [nodes.Operand(other.op, sides[1])]), None
        raise Refused(_REFUSED.get(type(node), f"it cannot be read: {HOW}"))

    def _field(self, node: nodes.Node) -> Read:
        """A name, or a part of something that has a name."""
        path = _path(node)
        if not path:
            raise Refused("only a field has parts")
        if path[0] == "loop" and self._in_loop:
            return self._of_loop(path)
        if path[0] not in self._names:
            raise Refused(self._no_such_field(".".join(path)))
        field = self._names[path[0]]
        expression: nodes.Expr = nodes.Name(path[0], "load")
        for number, name in enumerate(path[1:], start=1):
            parts = field.by_name if field and field.form is Form.GROUP else {}
            if field and field.form is not Form.GROUP and not field.form.many:
                raise Refused(f"there is no such field: {'.'.join(path[:number])} has no parts")
            if field and name not in parts:
                raise Refused(self._no_such_field(".".join(path)))
            self._note(field)
            field = parts.get(name)
            expression = nodes.Getitem(expression, nodes.Const(name), "load")
        if field is None:
            raise Refused
        self._note(field)
        return expression, field

    def _note(self, field: Field | None) -> None:
        if field is not None:
            self._used.add(field)

    def _of_loop(self, path: list[str]) -> Read:
        if len(path) != 2 or path[1] not in _LOOP:
            raise Refused(f"there is no such field: a loop has {', '.join(f'loop.{name}' for name in _LOOP)}")
        expression = nodes.Getattr(nodes.Name("loop", "load"), path[1], "load")
        return expression, Field(path[1], "", _LOOP[path[1]], str)

    def _filtered(self, node: nodes.Filter, inner: nodes.Expr) -> Read:
        if node.name not in FILTERS:
            raise Refused(f"there is no filter called {node.name}{_meant(node.name, FILTERS)}")
        if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise Refused(f"the filter {node.name} takes nothing in brackets")
        expression, field = self._checked(inner)
        forms = FILTERS[node.name][0]
        if field is None or field.form not in forms:
            raise Refused(f"the filter {node.name} is for {' or '.join(form.value for form in forms)}")
        form = Form.NUMBER if node.name == "count" else Form.TEXT
        return nodes.Filter(expression, node.name, [], [], None, None), Field(node.name, "", form, str)

    def _no_such_field(self, said: str) -> str:
        """With the one that was most likely meant: alike in spelling, or the same behind another dot."""
        known = [name for name, _ in dotted({name: field for name, field in self._names.items() if field})]
        alike = _meant(said, known)
        last = said.rpartition(".")[2]
        same = next((name for name in known if name.rpartition(".")[2] == last), "")
        group = self._names.get(said.partition(".")[0])
        has = f": {group.name} has {listed(list(group.by_name))}" if group and group.parts else ""
        return f"there is no such field{alike or (f'; did you mean {same}?' if same else has)}"


def no_such_word(word: str) -> str:
    if word in _OF_JINJA or word.removeprefix("end") in _OF_JINJA:
        return f"“{word}” is not offered: there are only if and for"
    return f"there is no “{word}”{_meant(word, ('if', 'elif', 'else', 'endif', 'for', 'endfor'))}"


def _meant(said: str, known: Iterable[str]) -> str:
    found = get_close_matches(said, list(known), n=1, cutoff=_CLOSE)
    return f"; did you mean {found[0]}?" if found else ""


def _path(node: nodes.Node) -> list[str]:
    """`meeting.date` as its names; nothing where it does not begin with one."""
    names: list[str] = []
    while isinstance(node, nodes.Getattr):
        names.insert(0, node.attr)
        node = node.node
    return [node.name, *names] if isinstance(node, nodes.Name) else []
