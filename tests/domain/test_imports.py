import subprocess
import sys


def test_the_domain_needs_neither_flask_nor_a_database():
    seen = subprocess.run(
        [
            sys.executable,
            "-c",
            "import pkgutil, sys, scrutiny.domain as d\n"
            "for m in pkgutil.iter_modules(d.__path__): __import__(f'scrutiny.domain.{m.name}')\n"
            "print(sorted({'flask', 'sqlalchemy', 'wtforms', 'docx', 'icalendar'} & set(sys.modules)))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen.stdout.strip() == "[]"
