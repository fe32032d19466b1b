"""`helixarkiv user`: who may open the pages under /personal/."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from archive.catalogue.staff.signing import users
from archive.catalogue.staff.signing.users import BadUser
from archive.command import BAD_USAGE, DONE, Stop, as_json, command, opened_archive, print_json

_password_stdin = click.option(
    "--password-stdin", "from_stdin", is_flag=True, help="Read the password from standard input, one line."
)


@click.group()
def user() -> None:
    """Make and remove the users who may open the pages under /personal/."""


@user.command()
@click.argument("name")
@_password_stdin
@command
def add(name: str, from_stdin: bool) -> int:
    """Make the user NAME; asks for the password."""
    with opened_archive() as (settings, catalogue), _one_line():
        with catalogue.read() as session:
            users.free_name(session, name)
        password = _password(from_stdin)
        with catalogue.write() as session:
            kept = users.add(session, name, password)
    click.echo(f"the user {kept!r} may sign in at {settings.base_url}/personal/")
    if settings.staff.user_header:
        click.echo(
            "! staff.user_header is set: the proxy names who signs in, passwords do not count", err=True
        )
    return DONE


@user.command()
@click.argument("name")
@_password_stdin
@command
def password(name: str, from_stdin: bool) -> int:
    """Give the user NAME another password; whoever is signed in with the old one is signed out."""
    with opened_archive() as (_, catalogue), _one_line():
        with catalogue.read() as session:
            kept = users.known_name(session, name)
        given = _password(from_stdin)
        with catalogue.write() as session:
            users.set_password(session, name, given)
    click.echo(f"the user {kept!r} has another password, and is signed out everywhere")
    return DONE


@user.command()
@click.argument("name")
@command
def remove(name: str) -> int:
    """Remove the user NAME, who is signed out everywhere; what they decided stays, with their name."""
    with opened_archive() as (settings, catalogue), _one_line(), catalogue.write() as session:
        kept = users.known_name(session, name)
        users.remove(session, name)
        session.flush()
        anybody = users.any_user(session) or bool(settings.staff.user_header)
    click.echo(f"the user {kept!r} is removed, and signed out everywhere")
    if not anybody:
        click.echo("! nobody may sign in any more: the pages under /personal/ answer 404", err=True)
    return DONE


@user.command("list")
@as_json
@command
def list_users(as_json: bool) -> int:
    """List the users, and when each last signed in."""
    with opened_archive() as (_, catalogue), catalogue.read() as session:
        found = users.listed(session)
    if as_json:
        print_json(
            {
                "users": [
                    {
                        "name": each.name,
                        "made": each.made_at.isoformat(timespec="seconds"),
                        "signed_in": each.signed_in_at and each.signed_in_at.isoformat(timespec="seconds"),
                    }
                    for each in found
                ]
            }
        )
        return DONE
    for each in found:
        last = f"{each.signed_in_at:%Y-%m-%d %H:%M} UTC" if each.signed_in_at else "never"
        click.echo(f"{each.name}  (last signed in: {last})")
    if not found:
        click.echo("no users: `helixarkiv user add NAME` makes one")
    return DONE


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except BadUser as error:
        raise Stop(str(error)) from None


def _password(from_stdin: bool) -> str:
    """Ask for a password twice, without showing it; or read the one line of standard input."""
    if from_stdin:
        return _line(sys.stdin.buffer.read(4 * users.MOST_CHARACTERS + 2))
    if not sys.stdin.isatty():
        raise Stop("there is no terminal to ask for the password on; pass --password-stdin", BAD_USAGE)
    try:
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
    except click.Abort:
        raise Stop("no password was given; nothing has changed") from None
    return asked


def _line(given: bytes) -> str:
    try:
        text = given.decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise Stop("--password-stdin takes text in UTF-8", BAD_USAGE) from None
    if "\n" in text:
        raise Stop("--password-stdin takes one line", BAD_USAGE)
    return text
