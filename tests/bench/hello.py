"""The floor of every page: a bare Flask hello, answered by the same server with the same settings."""

from __future__ import annotations

from flask import Flask

from scrutiny.cli.server import server_of

hello = Flask(__name__)


@hello.get("/")
def show() -> str:
    return "Hello"


if __name__ == "__main__":
    server = server_of(hello, host="127.0.0.1", port=0)
    print(f"The site is at http://127.0.0.1:{server.effective_port}/", flush=True)
    server.run()
