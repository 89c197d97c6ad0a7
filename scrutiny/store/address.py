"""Which bucket files are kept in: what the settings say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

HOW = "Give s3://bucket, s3://bucket/folder or s3://bucket/folder?region=eu-west-2; leave it out to keep files on disk."
USUAL_REGION = "us-east-1"  # what S3-compatible stores that know no regions answer to
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_FOLDER = re.compile(r"[A-Za-z0-9._/-]{0,200}")
_ENDPOINT = re.compile(r"https://[^\s/?#@]+/?|http://(127\.0\.0\.1|localhost)(:[0-9]+)?/?")
"""Over TLS, but for a store on this machine."""


@dataclass(frozen=True, slots=True)
class BucketAddress:
    """Without `endpoint` it is Amazon's own; without `key` and `secret` the machine's own right to it is used.
    The secret is in no representation of it, so that none is logged by accident.
    """

    bucket: str
    folder: str
    region: str
    endpoint: str = ""
    key: str = ""
    secret: str = field(default="", repr=False)

    @classmethod
    def read(cls, url: str, *, endpoint: str, key: str, secret: str) -> BucketAddress:
        """From the four settings. ValueError with a sentence for each that is wrong, a line each."""
        faults = []
        parts = urlsplit(url)
        asked = dict(parse_qsl(parts.query))
        region = asked.pop("region", USUAL_REGION)
        folder = parts.path.strip("/")
        fits = parts.scheme == "s3" and _BUCKET.fullmatch(parts.netloc) and _FOLDER.fullmatch(folder)
        if not fits or asked or parts.fragment or not re.fullmatch("[a-z0-9-]+", region):
            faults.append(f"SCRUTINY_STORE is {'wrong' if url else 'missing'}. {HOW}")
        if endpoint and not _ENDPOINT.fullmatch(endpoint):
            faults.append("SCRUTINY_STORE_ENDPOINT is wrong. Give an address such as https://s3.example.gov.uk.")
        for name, value, other in (("KEY", key, secret), ("SECRET", secret, key)):
            if other and not value:
                faults.append(f"SCRUTINY_STORE_{name} is missing. Give both the key and the secret, or neither.")
        if faults:
            raise ValueError("\n".join(faults))
        return cls(parts.netloc, folder, region, endpoint.rstrip("/"), key, secret)
