"""What a WSGI server runs: `wsgi:app`."""

from scrutiny.app import create_app

app = create_app()
