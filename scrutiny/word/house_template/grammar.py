"""Which tags a template may have, checked one by one, so that every mistake is told at once and with its place.

What is allowed becomes part of a Jinja syntax tree, and only that tree is compiled: what was checked is what runs. It
has fields and filters, `if` and `for`. A loop goes through a list of the paper, and a loop in a loop through a list of
what the outer one is at: no template takes longer than its paper is long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jinja2 import Environment, nodes

from scrutiny.word.house_template.expressions import FOR, HOW, Expressions, Names, Refused, no_such_word
from scrutiny.word.house_template.faults import Fault
from scrutiny.word.house_template.fields import Field, Form
from scrutiny.word.house_template.tags import LONGEST, Piece, Tag

DEEPEST = 8
NOTHING = "_nothing"
"""The name of a paragraph without words: no field can be called so."""

_ONLY_THERE = "it can stand only in the document itself: in no table, text box, header or footer, and in no loop"


@dataclass(slots=True)
class _Open:
    """An `if` or a `for` that is not closed yet; `body` is where what follows belongs."""

    word: str
    tag: Tag
    node: nodes.If | nodes.For
    body: list[nodes.Node]
    names: Names
    otherwise: bool = False


class Grammar:
    """Reads the pieces of the parts of one template. `used` is what they read, `faults` what is wrong with them."""

    def __init__(self, fields: Iterable[Field], environment: Environment) -> None:
        self._fields: Names = {field.name: field for field in fields}
        self._environment = environment
        self._open: list[_Open] = []
        self._put_in: set[int] = set()
        self.used: set[Field] = set()
        self.faults: list[Fault] = []

    def tree(self, pieces: Sequence[Piece | nodes.Name], *, main: bool) -> nodes.Template:
        """The syntax tree of one part; `main` is the document itself. A name among the pieces is the product's own."""
        body: list[nodes.Node] = []
        for piece in pieces:
            here = self._open[-1].body if self._open else body
            if isinstance(piece, Tag):
                try:
                    self._tag(piece, here, main)
                except Refused as refused:
                    self._told(piece, refused)
            else:
                here.append(nodes.Output([nodes.TemplateData(piece) if isinstance(piece, str) else piece]))
        for left in self._open:
            self.faults.append(left.tag.fault(f"it is not closed: {_end(left)} is missing"))
        self._open.clear()
        tree = nodes.Template(body)
        tree.set_lineno(1)
        tree.set_environment(self._environment)
        return tree

    def _told(self, tag: Tag, refused: Refused) -> None:
        if str(refused):
            self.faults.append(tag.fault(str(refused)))

    def _tag(self, tag: Tag, here: list[nodes.Node], main: bool) -> None:
        if tag.opens == "{#":
            return
        if len(tag.inside) > LONGEST:
            raise Refused(f"it is longer than {LONGEST} characters")
        if tag.inside[:1] in ("-", "+") or tag.inside[-1:] in ("-", "+"):
            raise Refused("write it without the hyphen")
        if tag.opens == "{{":
            here.append(nodes.Output([self._printed(tag, main)]))
            return
        word, _, rest = tag.inside.partition(" ")
        match word:
            case "if":
                self._begin(self._if(tag, rest), here)
            case "for":
                self._begin(self._for(tag), here)
            case "elif" | "else":
                self._otherwise(tag, word, rest)
            case "endif" | "endfor":
                self._end(tag, word)
            case _:
                raise Refused(no_such_word(word))

    @property
    def _expressions(self) -> Expressions:
        names = dict(self._fields)
        for opened in self._open:
            names |= opened.names
        return Expressions(self._environment, names, self.used, in_loop=any(o.word == "for" for o in self._open))

    def _printed(self, tag: Tag, main: bool) -> nodes.Expr:
        expression, field = self._expressions.read(tag.inside)
        if field is None:
            raise Refused(f"it prints no field: {HOW}")
        if field.form is Form.PARAGRAPHS:
            return self._paragraphs(tag, expression, field, main)
        if tag.level:
            raise Refused(f"only whole paragraphs are put in with {{{{{tag.level}: write {{{{ {tag.inside} }}}}")
        if field.form.printed:
            return expression
        name = tag.inside
        raise Refused(
            {
                Form.ANSWER: f"it is yes or no: ask for it with {{% if {name} %}}",
                Form.TEXTS: f"it is a list: write {{{{ {name} | listed }}}}, or {{% for … in {name} %}}",
                Form.ROWS: f"it is a list: go through it with {{% for … in {name} %}}",
                Form.GROUP: f"it is in parts: {', '.join(f'{name}.{part.name}' for part in field.parts)}",
            }[field.form]
        )

    def _paragraphs(self, tag: Tag, expression: nodes.Expr, field: Field, main: bool) -> nodes.Expr:
        if tag.level != "p":
            raise Refused(f"it is whole paragraphs: write {{{{p {tag.inside} }}}} in a paragraph of its own")
        loops = [opened for opened in self._open if opened.word == "for"]
        of_loop = "." in tag.inside
        if not main or (not of_loop and (loops or not tag.free)):
            raise Refused(_ONLY_THERE)
        if of_loop and tag.inside.partition(".")[0] not in loops[-1].names:
            raise Refused("in a loop inside another it must be of the inner one")
        if id(field) in self._put_in:
            raise Refused("it is put in already, and can be once")
        self._put_in.add(id(field))
        return nodes.Or(expression, nodes.Name(NOTHING, "load")) if tag.last else expression

    def _if(self, tag: Tag, condition: str) -> _Open:
        node = nodes.If(self._condition(tag, condition), [], [], [])
        return _Open("if", tag, node, node.body, {})

    def _condition(self, tag: Tag, condition: str) -> nodes.Expr:
        """A wrong one is told, and goes for true: what it opens is closed further down."""
        try:
            return self._expressions.read(condition)[0]
        except Refused as refused:
            self._told(tag, refused)
            return nodes.Const(True)

    def _for(self, tag: Tag) -> _Open:
        list_: nodes.Expr = nodes.Const("")
        found = FOR.fullmatch(tag.inside)
        name, one = (found[1] if found else ""), None
        try:
            if not found:
                raise Refused("a loop is written like {% for name in members %}")
            list_, one = self._looped(name, found[2])
        except Refused as refused:
            self._told(tag, refused)
        node = nodes.For(nodes.Name(name, "store"), list_, [], [], None, False)
        return _Open("for", tag, node, node.body, {name: one})

    def _looped(self, name: str, of: str) -> tuple[nodes.Expr, Field]:
        """The list, and what one of it is."""
        list_, field = self._expressions.read(of)
        if field is None or not field.form.many:
            raise Refused(f"{of} is not a list")
        if name in self._fields or name == "loop" or any(name in opened.names for opened in self._open):
            raise Refused(f"there is something called {name} already: give what the loop is at another name")
        loops = [opened for opened in self._open if opened.word == "for"]
        if loops and of.partition(".")[0] not in loops[-1].names:
            raise Refused(f"a loop in a loop goes through a list of {next(iter(loops[-1].names))}, and {of} is not one")
        form = Form.TEXT if field.form is Form.TEXTS else Form.GROUP
        return list_, Field(name, field.means, form, field.read, field.parts)

    def _begin(self, opened: _Open, here: list[nodes.Node]) -> None:
        self._open.append(opened)
        here.append(opened.node)
        if len(self._open) > DEEPEST:
            raise Refused(f"it stands more than {DEEPEST} deep in others")

    def _otherwise(self, tag: Tag, word: str, rest: str) -> None:
        opened = self._opener(tag, word)
        if opened.otherwise or (word == "elif" and opened.word == "for"):
            raise Refused(f"it cannot stand here: {{% {word} %}} belongs to an if, before its {{% else %}}")
        if isinstance(opened.node, nodes.If) and word == "elif":
            following = nodes.If(self._condition(tag, rest), [], [], [])
            opened.node.elif_.append(following)
            opened.body = following.body
            return
        opened.otherwise = True
        opened.body = opened.node.else_

    def _end(self, tag: Tag, word: str) -> None:
        opened = self._opener(tag, word)
        if word != f"end{opened.word}":
            self._open.pop()
            raise Refused(f"“{opened.tag}” {opened.tag.place} is open here, and {_end(opened)} closes it")
        self._open.pop()

    def _opener(self, tag: Tag, word: str) -> _Open:
        """What a tag belongs to. Both stand in one paragraph, or both have a p or a tr and stand side by side: else
        half a paragraph would be left of one of them."""
        if not self._open:
            raise Refused(
                "nothing is open here" if word != "else" else "it belongs to an if or a for, and none is open"
            )
        opened = self._open[-1]
        if (opened.tag.level, opened.tag.within) != (tag.level, tag.within):
            if word.startswith("end"):
                self._open.pop()
            raise Refused(
                f"“{opened.tag}” stands in another place: both belong in one paragraph, or else "
                f"{{%p {opened.word} … %}} and {{%p end{opened.word} %}} each in a paragraph of its own"
            )
        return opened


def _end(opened: _Open) -> str:
    return f"{{%{opened.tag.level} end{opened.word} %}}"
