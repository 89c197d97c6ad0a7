"""What is true of every store: what is kept is found again, byte for byte, or it is said why not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scrutiny import store
from scrutiny.app import create_app
from scrutiny.config import Config, ConfigError
from scrutiny.store.bucket import Bucket
from scrutiny.store.disk import Disk
from tests import databases

PAPER = b"%PDF-1.7 the annual report" * 1000
DIGEST = hashlib.sha256(PAPER).hexdigest()


def test_what_is_kept_is_found_by_what_is_in_it(kept: store.Store) -> None:
    assert not kept.has(DIGEST)
    assert kept.keep(PAPER) == DIGEST
    assert kept.has(DIGEST)
    with kept.local(DIGEST, verified=True) as path:
        assert path.read_bytes() == PAPER
    with kept.open(DIGEST) as file:
        assert file.read() == PAPER


def test_a_file_is_kept_as_its_bytes_are(kept: store.Store, tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(PAPER)
    assert kept.keep_file(tmp_path / "report.pdf") == DIGEST
    assert kept.keep(PAPER) == DIGEST
    with kept.open(DIGEST) as file:
        assert file.read() == PAPER


def test_nothing_at_all_can_be_kept_too(kept: store.Store) -> None:
    with kept.open(kept.keep(b"")) as file:
        assert file.read() == b""


@pytest.mark.parametrize("never", ["0" * 64, "", "../../etc/passwd", DIGEST.upper(), DIGEST[:-1], f"{DIGEST}/"])
def test_what_was_never_kept_is_missing(kept: store.Store, never: str) -> None:
    assert not kept.has(never)
    with pytest.raises(store.Missing, match="The store has no file"):
        kept.open(never)
    with pytest.raises(store.Missing), kept.local(never):
        pytest.fail("there is a file")


def test_a_spoilt_file_is_noticed_and_mended_by_keeping_it_again(
    kept: store.Store, spoil: Callable[[str], None]
) -> None:
    kept.keep(PAPER)
    spoil(DIGEST)
    with pytest.raises(store.Spoilt, match="was changed in the store"):
        kept.open(DIGEST, verified=True)
    kept.keep(PAPER)
    with kept.open(DIGEST, verified=True) as file:
        assert file.read() == PAPER


def test_two_who_keep_the_same_at_once_keep_it_once(kept: store.Store, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda _: kept.keep(PAPER), range(24))) == {DIGEST}
        assert set(threads.map(lambda _: read(kept), range(24))) == {PAPER}
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".arriving-")]


def read(kept: store.Store) -> bytes:
    with kept.open(DIGEST, verified=True) as file:
        return file.read()


def test_what_is_open_stays_good(kept: store.Store) -> None:
    kept.keep(PAPER)
    with kept.open(DIGEST) as file, kept.local(DIGEST) as path:
        assert file.read(8) == path.read_bytes()[:8] == PAPER[:8]


def test_files_are_kept_on_disk_unless_a_bucket_is_set(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'scrutiny.db'}"
    assert isinstance(store.of(databases.config(url, tmp_path)), Disk)
    bucket = databases.config(url, tmp_path, SCRUTINY_STORE="s3://papers")
    assert isinstance(create_app(bucket).extensions["scrutiny.store"], Bucket)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        pytest.param({"SCRUTINY_STORE": "papers"}, "SCRUTINY_STORE is wrong. Give s3://bucket", id="no scheme"),
        pytest.param({"SCRUTINY_STORE": "s3://P_"}, "SCRUTINY_STORE is wrong.", id="no name of a bucket"),
        pytest.param({"SCRUTINY_STORE": "s3://papers?zone=x"}, "SCRUTINY_STORE is wrong.", id="no such option"),
        pytest.param(
            {"SCRUTINY_STORE_KEY": "k", "SCRUTINY_STORE_SECRET": "s"}, "SCRUTINY_STORE is missing.", id="none"
        ),
        pytest.param(
            {"SCRUTINY_STORE": "s3://papers", "SCRUTINY_STORE_KEY": "k"},
            "SCRUTINY_STORE_SECRET is missing. Give both the key and the secret, or neither.",
            id="half a key",
        ),
        pytest.param(
            {"SCRUTINY_STORE": "s3://papers", "SCRUTINY_STORE_ENDPOINT": "http://s3.example.gov.uk"},
            "SCRUTINY_STORE_ENDPOINT is wrong. Give an address such as https://s3.example.gov.uk.",
            id="in clear over the network",
        ),
    ],
)
def test_a_wrong_setting_is_named_with_all_others(settings: dict[str, str], says: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        Config.from_environment(settings)
    assert says in str(refusal.value)
    assert "DATABASE_URL is missing" in str(refusal.value)


def test_the_secret_is_in_no_representation(tmp_path: Path) -> None:
    settings = {"SCRUTINY_STORE": "s3://papers", "SCRUTINY_STORE_KEY": "k", "SCRUTINY_STORE_SECRET": "medlar"}
    config = databases.config(f"sqlite:///{tmp_path / 'x.db'}", tmp_path, **settings)
    assert config.bucket is not None
    assert config.bucket.secret == "medlar"
    assert "medlar" not in repr(config)
