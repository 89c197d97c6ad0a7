"""Whether a page is valid HTML, as the validator of the web’s own standards says."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests import needs


def assert_valid(pages: list[str], folder: Path) -> None:
    java, jar = needs.java(), needs.node_module("vnu-jar") / "build" / "dist" / "vnu.jar"
    for number, text in enumerate(pages):
        (folder / f"{number}.html").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [java, "-jar", str(jar), "--format", "json", str(folder)], capture_output=True, text=True, check=False
    )
    messages = [each for each in json.loads(done.stderr)["messages"] if each["type"] == "error"]
    assert not messages, "\n".join(f"{each['url']}: {each['message']}" for each in messages)
