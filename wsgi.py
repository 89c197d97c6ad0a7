"""What a WSGI server runs: `wsgi:app`. It does not start with a wrong setting or on a database that is not current."""

from scrutiny.app import create_app
from scrutiny.cli.work import bindery
from scrutiny.garbage import collect_seldom
from scrutiny.readiness import make_ready

app = create_app()
make_ready(app)
bindery(app)  # it wakes those who work at it: ./run work
collect_seldom()
