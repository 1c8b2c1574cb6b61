"""What a command says beside its results: remarks, and the error that ends it."""

import click


class Failure(click.ClickException):
    """Usage that makes no sense, or input that cannot be read: one line on standard error, exit status 2."""

    exit_code = 2


def tell(message: str) -> None:
    """Say something about the work on standard error."""
    click.echo(f"toponym: {message}", err=True)
