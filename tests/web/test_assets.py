"""Style sheets and pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from scrutiny.config import ConfigError
from scrutiny.web import assets
from tests.browser import Browser


def test_a_style_sheet_is_kept_for_a_year_under_the_digest_of_its_content(reader: Browser) -> None:
    address = next(str(link) for link in reader.read("/").tree.xpath("//link/@href") if link.endswith("site.css"))
    answer = reader.head(address)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_another_content_is_another_address(tmp_path: Path) -> None:
    (tmp_path / "site.css").write_text("a {}", "utf-8")
    before = assets.digest(tmp_path)
    (tmp_path / "site.css").write_text("b {}", "utf-8")
    assert assets.digest(tmp_path) != before


def test_the_typeface_and_the_arms_of_gov_uk_are_not_served() -> None:
    style = (Path(__file__).parents[2] / "static" / "vendor" / "govuk-frontend.min.css").read_text("utf-8")
    assert "GDS Transport" not in style
    assert "@font-face" not in style
    assert "crest" not in style


def test_without_its_style_the_site_does_not_start_and_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"is missing\. Run \./run serve, which fetches it\."):
        assets.register(Flask("bare", root_path=str(tmp_path)))
