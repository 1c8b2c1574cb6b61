"""`toponym completion`: the script with which a shell completes commands and options."""

import os
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from toponym.cli.messages import Failure

_SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS), required=False)
@click.pass_context
def command(ctx: click.Context, shell: str | None) -> None:
    """Print the script that completes commands and options in SHELL (by default the one in $SHELL).

    \b
    Examples:
      toponym completion bash >> ~/.bashrc
      toponym completion zsh >> ~/.zshrc
      toponym completion fish > ~/.config/fish/completions/toponym.fish
    """
    shell = shell or Path(os.environ.get("SHELL", "")).name
    kind = get_completion_class(shell) if shell in _SHELLS else None
    if kind is None:
        raise Failure(f"say for which shell: {', '.join(_SHELLS)}")
    click.echo(kind(ctx.find_root().command, {}, "toponym", "_TOPONYM_COMPLETE").source())
