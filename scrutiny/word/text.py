"""Any text as the inside of a Word run. What a file of XML 1.0 cannot hold is shown as U+FFFD, never left out."""

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\n]")
_T = '<w:t xml:space="preserve">'


def run(text: str, look: str = "") -> str:
    """A run; `look` is its `w:rPr`."""
    return f"<w:r>{look}{_T}{inside(text)}</w:t></w:r>"


def inside(text: str) -> str:
    """What stands in the `w:t` of a run. Line ends, Word's own U+000B too, are line breaks, and tabs are tabs."""
    if text.isprintable():  # nearly all: nothing in it that XML forbids, no line end, no tab
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINE_ENDS.sub(f"</w:t><w:br/>{_T}", escaped(text)).replace("\t", f"</w:t><w:tab/>{_T}")


def escaped(text: str) -> str:
    """Text between tags. Line ends are still in it."""
    return (
        _FORBIDDEN.sub("\ufffd", text.replace("\x0b", "\n"))
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
    )


def attribute(text: str) -> str:
    """Text between double quotes, on one line."""
    return escaped(" ".join(text.split())).replace('"', "&quot;")
