"""Keeps files in a bucket of any S3-compatible store, and a few of them nearer by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

from scrutiny.store.address import BucketAddress
from scrutiny.store.disk import PIECE, digest_of
from scrutiny.store.losses import WAITS, Away, Missing, is_digest, require_digest
from scrutiny.store.near import Near

ANSWERS_WITHIN = 30  # seconds, for each thing that is said to the store
CONNECTS_WITHIN = 5
TRIES = 3
_MAKING = Lock()
"""boto3 makes its clients in one thread at a time; a client may then be used by all."""

_REFUSALS = {
    "NoSuchBucket": "The file store has no bucket of the name in SCRUTINY_STORE.",
    "InvalidAccessKeyId": "The file store does not know the key in SCRUTINY_STORE_KEY.",
    "SignatureDoesNotMatch": "The file store refuses the secret in SCRUTINY_STORE_SECRET.",
    "AccessDenied": "The file store does not let this key read and write in the bucket of SCRUTINY_STORE.",
    "403": "The file store does not let this key read and write in the bucket of SCRUTINY_STORE.",
}
_NO_ANSWER = "The file store does not answer. Nothing was changed. Try again in a minute."


class Bucket:
    """What is read is copied into `near` first, and is what was kept, or Spoilt."""

    def __init__(self, address: BucketAddress, near: Path) -> None:
        self._address = address
        self._near = Near(near)

    def keep(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self._put(sha256, content)
        return sha256

    def keep_file(self, path: Path) -> str:
        sha256 = digest_of(path)
        with path.open("rb") as file:
            self._put(sha256, file)
        return sha256

    @contextmanager
    def local(self, sha256: str, *, verified: bool = False) -> Iterator[Path]:
        with self._near.borrowed(sha256, fetch=self._fetch, verified=verified) as path:
            yield path

    def open(self, sha256: str, *, verified: bool = False) -> BinaryIO:
        with self.local(sha256, verified=verified) as path:
            return path.open("rb")

    def has(self, sha256: str) -> bool:
        try:
            with _in_words(sha256):
                self._client.head_object(Bucket=self._address.bucket, Key=self._key(sha256))
        except Missing:
            return False
        return True

    def old(self, *, waits: float = WAITS) -> Iterator[tuple[str, datetime]]:
        with _in_words(""):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._address.bucket, Prefix=f"{self._address.folder}/" if self._address.folder else ""
            )
            for page in pages:
                now = _now(page)
                for each in page.get("Contents", ()):
                    name = each["Key"].removeprefix(self._address.folder).replace("/", "")
                    if is_digest(name) and (now - each["LastModified"]).total_seconds() > waits:
                        yield name, each["LastModified"]

    def drop(self, sha256: str, *, waits: float = WAITS) -> bool:
        """It is looked at once more just before. No store of this kind can take away on a condition, so a file that
        nobody named for a month must not be sent again in the very moment between.
        """
        there = {"Bucket": self._address.bucket, "Key": self._key(sha256)}
        try:
            with _in_words(sha256):
                found = self._client.head_object(**there)
                if (_now(found) - found["LastModified"]).total_seconds() <= waits:
                    return False
                self._client.delete_object(**there)
        except Missing:
            return False
        return True

    def _put(self, sha256: str, body: bytes | BinaryIO) -> None:
        """An object is there whole or not at all, and the same twice is one: no lock is needed."""
        with _in_words(sha256):
            self._client.put_object(Bucket=self._address.bucket, Key=self._key(sha256), Body=body)

    def _fetch(self, sha256: str, to: BinaryIO) -> None:
        with _in_words(sha256):
            found = self._client.get_object(Bucket=self._address.bucket, Key=self._key(sha256))
            for piece in found["Body"].iter_chunks(PIECE):
                to.write(piece)

    def _key(self, sha256: str) -> str:
        require_digest(sha256)
        return "/".join(filter(None, (self._address.folder, sha256[:2], sha256[2:])))

    @cached_property
    def _client(self) -> Any:
        import boto3  # half a second, and only where there is a bucket
        from botocore.config import Config

        with _MAKING:
            return boto3.session.Session().client(
                "s3",
                region_name=self._address.region,
                endpoint_url=self._address.endpoint or None,
                aws_access_key_id=self._address.key or None,
                aws_secret_access_key=self._address.secret or None,
                config=Config(
                    connect_timeout=CONNECTS_WITHIN,
                    read_timeout=ANSWERS_WITHIN,
                    retries={"mode": "standard", "total_max_attempts": TRIES},
                    s3={"addressing_style": "path" if self._address.endpoint else "auto"},
                    request_checksum_calculation="when_required",  # not every store knows Amazon's newer checksums
                    response_checksum_validation="when_required",
                ),
            )


def _now(answer: Any) -> datetime:
    """By the store's own clock."""
    return parsedate_to_datetime(answer["ResponseMetadata"]["HTTPHeaders"]["date"])


@contextmanager
def _in_words(sha256: str) -> Iterator[None]:
    """What the store refuses, as Missing or as a sentence."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as refusal:
        code = str(refusal.response.get("Error", {}).get("Code", ""))
        if code in ("NoSuchKey", "404"):
            raise Missing(sha256) from None
        raise Away(_REFUSALS.get(code, f"The file store refused: {code}. Nothing was changed.")) from refusal
    except BotoCoreError as silence:
        raise Away(_NO_ANSWER) from silence
