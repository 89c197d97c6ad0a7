"""`./run` itself: what it says before anything is installed, and what it leaves out of what it fetches."""

import ast
import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def run() -> ModuleType:
    spec = spec_from_loader("run", SourceFileLoader("run", str(ROOT / "run")))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_old_python_can_read_the_file_far_enough_to_say_that_it_is_too_old() -> None:
    ast.parse((ROOT / "run").read_text("utf-8"), feature_version=(3, 6))


def test_the_typeface_and_the_arms_of_gov_uk_are_left_out(run: ModuleType) -> None:
    css = (
        "a{color:red}/*! Copyright of the typeface */@font-face{font-family:GDS Transport;src:url(/f.woff2)}"
        "b{font-family:GDS Transport,arial,sans-serif}c{mask-image:url(/assets/images/govuk-crest.svg)}"
    )
    assert run.fit_style(css) == "a{color:red}b{font-family:arial,sans-serif}c{mask-image:none}"


def test_a_style_that_asks_for_a_file_nobody_copies_is_refused_by_name(run: ModuleType) -> None:
    with pytest.raises(SystemExit, match=re.escape("url(/new.png)")):
        run.fit_style("a{background:url(/new.png)}")


def test_the_style_that_was_fetched_asks_for_no_other_file() -> None:
    text = (ROOT / "static" / "vendor" / "govuk-frontend.min.css").read_text("utf-8")
    assert not re.search(r"@font-face|GDS Transport|sourceMappingURL|@import|url\((?!data:)", text)


def test_the_lock_of_the_front_end_names_digests_and_no_place() -> None:
    text = (ROOT / "package-lock.json").read_text("utf-8")
    assert '"integrity"' in text
    assert "resolved" not in text
    assert "://" not in text
