"""Files as a reader is told of them before opening one: of what kind, and how big."""

from __future__ import annotations

from functools import lru_cache

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS = {
    "application/pdf": "PDF",
    WORD: "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "application/zip": "ZIP",
    "image/png": "picture",
    "image/jpeg": "picture",
    "image/gif": "picture",
    "image/tiff": "picture",
}


@lru_cache(maxsize=4096)
def described(media_type: str, size: int) -> str:
    """`Word, 240 KB`; of a kind without a name here, the size alone. Remembered, since a page asks for each paper."""
    return ", ".join(filter(None, (_KINDS.get(media_type, ""), in_words(size))))


def in_words(size: int) -> str:
    """Bytes as people count them: "1 KB" at least, "240 KB", "3.4 MB", "12 MB"."""
    kilobytes = max(1, round(size / 1024))
    if kilobytes < 1000:
        return f"{kilobytes} KB"
    megabytes = size / 1024**2
    return f"{megabytes:.1f} MB" if megabytes < 10 else f"{megabytes:.0f} MB"
