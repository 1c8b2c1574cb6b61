"""The command line: one module a command, each imported when it is called, all on the public API only."""

import os
import sys
from collections.abc import MutableMapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click

from toponym.cli.messages import Failure
from toponym.errors import ToponymError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# A command `name` is the object `command` in the module toponym.cli.<name>. The summary stands here so that
# --help and completion import no command.
COMMANDS: Final[MutableMapping[str, str]] = {
    "normalize": "Turn spellings into ids.",
    "explain": "Tell how a spelling comes to its answer.",
    "find": "Find names in texts.",
    "show": "Print an entry by its id.",
    "romanize": "Spell native names in Latin letters.",
    "identify": "Say which romanization yields a spelling.",
    "table": "Count, compare and export tables.",
    "gazetteer": "Build, list, check and remove layers.",
    "check": "Say what is wrong with a table, and what a change of it does.",
    "add": "Add a spelling or an entry to a table, checked.",
    "completion": "Print the script that completes commands and options in a shell.",
}

_INTERRUPTED: Final = 130


class Commands(click.Group):
    """The group of all commands. It ends every foreseen failure with one line and exit status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"toponym.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        # click's own would import every command for its summary.
        names = [name for name in COMMANDS if name.startswith(incomplete)]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*(CompletionItem(name, help=COMMANDS[name]) for name in names), *options]

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = "toponym",
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line. Exit status: 0; 2 for usage or unreadable input; 1 is left to the commands."""
        # The arithmetic of names is small: more threads of numpy's would only cost a fifth of its import.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        try:
            status = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            if not standalone_mode:
                raise
            _tell(error)
            sys.exit(error.exit_code)
        except click.Abort:
            if not standalone_mode:
                raise
            sys.exit(_INTERRUPTED)
        if not standalone_mode:
            return status
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read the results has had enough; that is no error, and nothing more can be written.
            _discard_output()
            ctx.exit(0)
        except ToponymError as error:
            raise Failure(str(error)) from error
        except OSError as error:
            raise Failure(f"{error.filename}: {error.strerror}" if error.filename else str(error)) from error
        return result


def _tell(error: click.ClickException) -> None:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return
    message = " ".join(error.format_message().split())
    context = error.ctx if isinstance(error, click.UsageError) else None
    where = context.command_path if context else "toponym"
    advice = f" ('{where} --help' explains)" if context else ""
    click.echo(f"{where}: {message}{advice}", err=True)


def _discard_output() -> None:
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:  # standard output is no file
        return


def _print_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    import toponym

    try:
        click.echo(f"toponym {toponym.__version__}, data {toponym.data_version}")
    except ToponymError as error:
        raise Failure(str(error)) from error
    ctx.exit()


@click.group(
    "toponym", cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the versions of the program and of its data.",
)
def main() -> None:
    """Turn any spelling of a place name, or of a person's name that appears with it, into one id.

    \b
    Examples:
      toponym normalize Syevyerodonetsk "Luhansk region"
      toponym normalize --input events.csv --column place --format csv -o events-with-ids.csv
      toponym find article.txt --format jsonl
      toponym show ua-sievierodonetsk

    Results go to standard output as UTF-8, everything else to standard error. Exit status: 0; 2 for usage or
    unreadable input; 1 only with --strict.
    """
