"""The commands an administrator and a scheduler run.

Every mistake of a person is answered with a plain sentence on standard error and a status that is not 0; a change is
one transaction, so an interrupted command has done all of its work or none of it.
"""

from __future__ import annotations

import sys

import click
from sqlalchemy.exc import DBAPIError

from scrutiny import troubles
from scrutiny.config import ConfigError
from scrutiny.domain.rules import RuleBroken
from scrutiny.schema import WrongSchema

INTERRUPTED = 130


@click.group(help=__doc__, context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    pass


def main() -> None:
    """Run a command, and say in a sentence what a person did wrong."""
    from scrutiny.cli import (
        accounts,
        archive,
        closures,
        demonstration,
        documents,
        packs,
        past_minutes,
        past_tables,
        post,
        programme,
        record,
        site,
        work,
    )

    making = (accounts, archive, closures, demonstration, site, work)
    for room in (*making, documents, packs, past_minutes, past_tables, post, programme, record):
        for command in room.COMMANDS:
            commands.add_command(command)
    sys.exit(_run())


def _run() -> int:
    try:
        answer = commands.main(prog_name="./run", standalone_mode=False)
        return answer if isinstance(answer, int) else 0
    except click.Abort:
        return _say("Stopped. Nothing was changed.", INTERRUPTED)
    except KeyboardInterrupt:
        return _say("Stopped. Nothing was changed.", INTERRUPTED)
    except click.ClickException as mistake:
        return _say(mistake.format_message(), mistake.exit_code)
    except (RuleBroken, ConfigError, WrongSchema) as mistake:
        return _say(str(mistake), 1)
    except DBAPIError as trouble:
        return _say(troubles.of_database(trouble), 1)
    except BrokenPipeError:
        return 1
    except OSError as trouble:
        return _say(troubles.of_file(trouble), 1)


def _say(sentence: str, status: int) -> int:
    click.echo(sentence, err=True)
    return status
