"""The fields of a kind of template as an officer reads them: what to write, what it is, and what it prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.papers.people import listed
from scrutiny.word.house_template import samples
from scrutiny.word.house_template.environment import said
from scrutiny.word.house_template.expressions import FILTERS
from scrutiny.word.house_template.fields import Field, Form
from scrutiny.word.house_template.kinds import KINDS

_ONE_OF = {"actions": "action", "business": "line", "exempt_business": "line", "inquiries": "inquiry"}
_ONE_OF |= {"leads": "lead", "part_one": "item", "part_two": "item", "programme": "entry"}


@dataclass(frozen=True, slots=True)
class Listed:
    """`tag` is what is written; `example` what a made-up paper prints there. `parts` are of each one in a list."""

    tag: str
    means: str
    example: str
    parts: tuple[Listed, ...] = ()


def of(kind: TemplateKind) -> tuple[Listed, ...]:
    return tuple(_listed(KINDS[kind].fields, samples.of(kind), ""))


def styles(kind: TemplateKind) -> tuple[str, ...]:
    """The names of the styles that whole paragraphs are printed in."""
    return tuple(sorted(style.value for style in set(KINDS[kind].styles)))


def filters() -> tuple[Listed, ...]:
    return tuple(Listed(f"| {name}", f"of {_or(forms)}", example) for name, (forms, example) in FILTERS.items())


def _listed(fields: tuple[Field, ...], of: Any, before: str) -> Iterator[Listed]:
    for field in fields:
        name = f"{before}{field.name}"
        match field.form:
            case Form.GROUP:
                yield from _listed(field.parts, of, f"{name}.")
            case Form.ROWS:
                one = _one_of(field.name)
                first = next(iter(field.read(of)), None)
                parts = tuple(_listed(field.parts, first, f"{one}.")) if first is not None else ()
                yield Listed(f"{{% for {one} in {name} %}} … {{% endfor %}}", field.means, "", parts)
            case Form.PARAGRAPHS:
                yield Listed(f"{{{{p {name} }}}}", f"{field.means}. In a paragraph of its own", "")
            case Form.TEXTS:
                yield Listed(f"{{{{ {name} | listed }}}}", field.means, listed(list(field.read(of))))
            case Form.ANSWER:
                yield Listed(f"{{% if {name} %}} … {{% endif %}}", field.means, "yes" if field.read(of) else "no")
            case _:
                yield Listed(f"{{{{ {name} }}}}", field.means, said(field.read(of)))


def _one_of(name: str) -> str:
    return _ONE_OF.get(name) or name.removesuffix("s")


def _or(forms: tuple[Form, ...]) -> str:
    return " or ".join(form.value for form in forms)
