"""A store of each kind: the disk, and a bucket of an S3 server on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from scrutiny import store
from scrutiny.store.address import BucketAddress
from scrutiny.store.bucket import Bucket
from scrutiny.store.disk import Disk

PLACE = "papers"
KEYS = {"key": "a-key", "secret": "a-secret"}


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of an S3 server that keeps all in memory."""
    serving = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    serving.start()
    host, port = serving.get_host_and_port()
    yield f"http://{host}:{port}"
    serving.stop()


@pytest.fixture
def client(server: str) -> Any:
    """Past the store, to spoil what it keeps. The bucket is there, and empty."""
    client = boto3.client(
        "s3",
        endpoint_url=server,
        region_name="us-east-1",
        aws_access_key_id=KEYS["key"],
        aws_secret_access_key=KEYS["secret"],
    )
    client.create_bucket(Bucket=PLACE)
    for each in client.list_objects_v2(Bucket=PLACE).get("Contents", []):
        client.delete_object(Bucket=PLACE, Key=each["Key"])
    return client


@pytest.fixture
def bucket(server: str, client: Any, tmp_path: Path) -> Bucket:
    assert client
    return Bucket(BucketAddress.read(f"s3://{PLACE}/council", endpoint=server, **KEYS), tmp_path / "near")


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "files")


@pytest.fixture(params=["disk", "bucket"])
def kept(request: pytest.FixtureRequest) -> store.Store:
    kept: store.Store = request.getfixturevalue(request.param)
    return kept


@pytest.fixture
def spoil(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], None]:
    """Put other bytes where a file is kept, in the store of this turn of the test."""

    def overwrite(sha256: str) -> None:
        if request.node.callspec.params["kept"] == "disk":
            (tmp_path / "files" / sha256[:2] / sha256[2:]).write_bytes(b"spoilt")
        else:
            request.getfixturevalue("client").put_object(
                Bucket=PLACE, Key=f"council/{sha256[:2]}/{sha256[2:]}", Body=b"spoilt"
            )

    return overwrite
