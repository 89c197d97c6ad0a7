"""The bucket: a server that is down, a key it refuses, bytes spoilt on the way, and what is kept nearer by."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scrutiny import store, troubles
from scrutiny.store import bucket as buckets
from scrutiny.store.address import BucketAddress
from scrutiny.store.bucket import Bucket
from scrutiny.store.disk import LEFT_BEHIND_AFTER
from scrutiny.store.near import BORROWED, Near
from tests.store.conftest import KEYS, PLACE
from tests.store.test_store import DIGEST, PAPER


def elsewhere(tmp_path: Path, url: str = f"s3://{PLACE}", **at: str) -> Bucket:
    return Bucket(BucketAddress.read(url, **{"endpoint": "", **KEYS, **at}), tmp_path / "elsewhere")


def test_files_are_kept_under_the_folder_of_the_setting(bucket: Bucket, client: Any) -> None:
    bucket.keep(PAPER)
    (only,) = client.list_objects_v2(Bucket=PLACE)["Contents"]
    assert only["Key"] == f"council/{DIGEST[:2]}/{DIGEST[2:]}"


def test_a_server_that_is_down_is_one_plain_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "TRIES", 1)
    down = elsewhere(tmp_path, endpoint="http://127.0.0.1:9")
    for asked in (lambda: down.keep(PAPER), lambda: down.has(DIGEST), lambda: down.open(DIGEST)):
        with pytest.raises(store.Away) as refusal:
            asked()
        assert str(refusal.value) == "The file store does not answer. Nothing was changed. Try again in a minute."
        assert troubles.of_file(refusal.value).startswith("That did not work: the file store does not answer.")


def test_a_bucket_that_is_not_there_is_named_by_its_setting(server: str, tmp_path: Path) -> None:
    with pytest.raises(store.Away, match="The file store has no bucket of the name in SCRUTINY_STORE"):
        elsewhere(tmp_path, "s3://another", endpoint=server).keep(PAPER)
    with pytest.raises(store.Away, match="has no bucket"):
        elsewhere(tmp_path, "s3://another", endpoint=server).open(DIGEST)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("InvalidAccessKeyId", "SCRUTINY_STORE_KEY"),
        ("SignatureDoesNotMatch", "SCRUTINY_STORE_SECRET"),
        ("AccessDenied", "this key"),
        ("SlowDown", "The file store refused: SlowDown."),
    ],
)
def test_what_the_server_refuses_is_said_by_the_setting_to_mend(code: str, names: str) -> None:
    from botocore.exceptions import ClientError

    with pytest.raises(store.Away, match=names), buckets._in_words(DIGEST):
        raise ClientError({"Error": {"Code": code, "Message": "secret words of the server"}}, "PutObject")


def test_what_was_read_before_is_read_nearer_by(bucket: Bucket, client: Any, tmp_path: Path) -> None:
    bucket.keep(PAPER)
    with bucket.open(DIGEST) as file:
        assert file.read() == PAPER
    client.delete_object(Bucket=PLACE, Key=f"council/{DIGEST[:2]}/{DIGEST[2:]}")
    with bucket.open(DIGEST) as file:
        assert file.read() == PAPER
    assert [path.name for path in (tmp_path / "near").iterdir()] == [DIGEST]


def test_a_copy_that_was_spoilt_nearer_by_is_fetched_again(bucket: Bucket, tmp_path: Path) -> None:
    bucket.keep(PAPER)
    bucket.open(DIGEST).close()
    (tmp_path / "near" / DIGEST).write_bytes(b"spoilt")
    with bucket.open(DIGEST, verified=True) as file:
        assert file.read() == PAPER


def test_bytes_spoilt_in_the_store_are_never_handed_on(bucket: Bucket, client: Any, tmp_path: Path) -> None:
    bucket.keep(PAPER)
    client.put_object(Bucket=PLACE, Key=f"council/{DIGEST[:2]}/{DIGEST[2:]}", Body=PAPER[:-1])
    with pytest.raises(store.Spoilt):
        bucket.open(DIGEST)
    assert list((tmp_path / "near").iterdir()) == []


def test_nearer_by_the_longest_unread_make_room_and_what_is_lent_stays_good(tmp_path: Path) -> None:
    near = Near(tmp_path, most=2500)
    contents = {hashlib.sha256(content).hexdigest(): content for content in (bytes([at]) * 1000 for at in range(4))}

    def fetch(sha256: str, to: Any) -> None:
        to.write(contents[sha256])

    first, *others = contents
    with near.borrowed(first, fetch=fetch) as lent:
        for each in others:
            with near.borrowed(each, fetch=fetch) as path:
                assert path.read_bytes() == contents[each]
        assert lent.read_bytes() == contents[first]
    assert {path.name for path in tmp_path.iterdir()} == set(others[-2:])


def test_what_those_borrowed_who_were_killed_goes_after_a_day(bucket: Bucket, tmp_path: Path) -> None:
    bucket.keep(PAPER)
    for name, age in (("old", LEFT_BEHIND_AFTER + 60), ("new", 60)):
        left = tmp_path / "near" / f"{BORROWED}{name}"
        left.mkdir(parents=True)
        then = tmp_path.stat().st_mtime - age
        os.utime(left, (then, then))
    bucket.open(DIGEST).close()
    assert {path.name for path in (tmp_path / "near").iterdir()} == {DIGEST, f"{BORROWED}new"}


def test_without_a_bucket_nothing_of_amazon_is_loaded() -> None:
    program = "import scrutiny.store, scrutiny.app, sys; print({'boto3', 'botocore'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
