"""Settings: each is told where it is looked for, and what is wrong is named at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scrutiny import config
from scrutiny.app import ROOT


def test_every_setting_is_in_the_readme_and_where_it_is_read() -> None:
    read = set(
        re.findall(
            r'"(DATABASE_URL|SECRET_KEY|(?:SCRUTINY|SITE|MAIL|OIDC)_[A-Z_]+)"', Path(config.__file__).read_text()
        )
    )
    assert read == set(re.findall(r"^\| `([A-Z_]+)`", config.__doc__ or "", re.MULTILINE))
    assert read <= set(re.findall(r"`([A-Z_]+)`", (ROOT / "README.md").read_text(encoding="utf-8")))


def test_every_missing_or_wrong_setting_is_named_at_once() -> None:
    wrong = {"DATABASE_URL": "mysql://x", "SECRET_KEY": "short", "SCRUTINY_TODAY": "yesterday", "SITE_URL": "council"}
    with pytest.raises(config.ConfigError) as refusal:
        config.Config.from_environment(wrong)
    assert all(name in str(refusal.value) for name in wrong)
    assert "short" not in str(refusal.value)

    with pytest.raises(config.ConfigError) as refusal:
        config.Config.from_environment({})
    assert {line.split()[0] for line in str(refusal.value).splitlines()} == {"DATABASE_URL", "SECRET_KEY"}
