"""Papers for tests: an upload that was found in order, without a file behind it."""

from __future__ import annotations

from hashlib import sha256

from scrutiny.intake.uploads import Upload

PDF = "application/pdf"


def upload(text: str = "Words of the report", name: str = "report.pdf", media_type: str = PDF) -> Upload:
    """Another text is another file."""
    content = text.encode("utf-8", "surrogatepass")
    return Upload(name, media_type, len(content), sha256(content).hexdigest(), text, 1)
