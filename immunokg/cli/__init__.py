"""The command line: one module a command, loaded when it is called.

stdout is data, stderr is progress and errors. Exit 0 ok, 1 an error that the user can mend, 2 wrong usage.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

__all__ = ["main"]

COMMANDS: dict[str, str] = {
    "build": "Build the graph from its tables.",
    "validate": "Check the tables without building.",
    "stats": "Say what is in the graph.",
    "search": "Find nodes by name.",
    "show": "Show a node and its claims with their evidence.",
    "query": "Run a SPARQL query.",
    "paths": "Find signed mechanism paths between two nodes.",
    "explain": "Explain why a drug raises a risk: mechanisms, who, what helps.",
    "risks": "List the risks of a drug, by kind.",
    "compare": "Put drugs side by side: mechanism, uses, trials, risks.",
    "regimen": "Show what several drugs do together.",
    "questions": "List and run the questions that the graph answers.",
    "coverage": "Say who has what, and what is missing.",
    "timeline": "List approvals and trials by year.",
    "check": "Report whether risks and mechanisms agree in sign.",
    "audit": "Draw a random sample to look up, or score one.",
    "identifiers": "Compare identifiers with reference files.",
    "members": "Compare agents with groups of the ATC index.",
    "drugmechdb": "Compare mechanism paths with DrugMechDB.",
    "view": "Write an HTML page of a node or of paths.",
    "demo": "Build, explain one risk of one drug, and write a page.",
}
INTERRUPTED = 130


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports a module only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"immunokg.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command, or say which names are near."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS)
            hint = f"Did you mean {near[0]}?" if near else f"Commands: {', '.join(COMMANDS)}."
            raise click.UsageError(f"no command {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader of the pipe that goes away is no error (click would end with 1)."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115  let nothing be flushed to nobody
            ctx.exit(0)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="immunokg", message="immunokg %(version)s")
def cli() -> None:
    """Ask why an immunosuppressive drug raises a risk, hop by hop, with a source on every hop.

    Example: immunokg paths tacrolimus "post-transplant diabetes"

    A research and teaching tool, not medical advice.
    """


def main() -> None:
    """Run the command line and exit."""
    try:
        code = cli.main(prog_name="immunokg", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.stderr.write("interrupted\n")
        sys.exit(INTERRUPTED)
    except Exception as error:  # noqa: BLE001  the edge: every error becomes a sentence
        sys.exit(_explain(error))


def _explain(error: Exception) -> int:
    """Say what went wrong on stderr and return the exit code."""
    from immunokg.ontology.errors import ImmunokgError

    if isinstance(error, ImmunokgError):
        sys.stderr.write(f"error: {error}\n")
    elif isinstance(error, OSError):
        sys.stderr.write(f"error: {error.filename or ''}: {error.strerror or error}\n")
    elif os.environ.get("IMMUNOKG_DEBUG"):
        raise error
    else:
        sys.stderr.write(
            f"internal error: {type(error).__name__}: {error}. "
            "Please report it; IMMUNOKG_DEBUG=1 shows where it happened.\n"
        )
    return 1
