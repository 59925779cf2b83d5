"""This module is ``whitlow review account``: who may sign in at the desk.

It refuses a password as an argument, where everybody on the machine could read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from whitlow.cli.asked import asked, shared
from whitlow.cli.failures import MisuseError
from whitlow.cli.reviewed import chosen
from whitlow.errors import Problem
from whitlow.pages.json_values import to_json
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from whitlow.editorial.accounts import Account
    from whitlow.editorial.register import Register
    from whitlow.guideline.plain import Json

__all__ = ["group"]

STORE: Final = click.option("--store", metavar="URL", help="Another store, as postgresql://…")
ROLES: Final = click.option(
    "--role", "roles", multiple=True, metavar="ROLE", help="A role; may be repeated."
)
NAME: Final = click.argument("name", metavar="NAME")
BY: Final = "administrator"
LINK: Final = "/review/reset/"
_group: Final = click.Group("account", help="Accounts: who may sign in at the desk.")
group: Final = shared(_group)


def _register(store: str | None) -> Register:
    from whitlow.editorial.register import Register  # noqa: PLC0415 - needs the extra

    return Register(open_guideline(asked().guideline), chosen(store), BY)


@shared
@_group.command("add")
@NAME
@click.option("--title", default="", help="The name in full, as pages show it.")
@ROLES
@STORE
def add(name: str, title: str, roles: tuple[str, ...], store: str | None) -> str:
    """Add the account NAME, and print the link by which its owner sets a password."""
    register = _register(store)
    account = register.add(name, title, roles)
    return _linked(account, register.link(name))


@shared
@_group.command("list")
@STORE
def list_(store: str | None) -> str:
    """Print every account."""
    accounts = _register(store).accounts.all()
    if asked().form == "json":
        rows: list[Json] = [_document(each) for each in accounts]
        return to_json({"accounts": rows})
    return "".join(_line(each) for each in accounts) or "There is no account.\n"


@shared
@_group.command("disable")
@NAME
@STORE
def disable(name: str, store: str | None) -> str:
    """Close the account NAME at once, wherever it is signed in."""
    return _told(_register(store).disable(name))


@shared
@_group.command("enable")
@NAME
@STORE
def enable(name: str, store: str | None) -> str:
    """Open the account NAME again."""
    return _told(_register(store).enable(name))


@shared
@_group.command("roles")
@NAME
@ROLES
@STORE
def roles_(name: str, roles: tuple[str, ...], store: str | None) -> str:
    """Give the account NAME these roles and no others."""
    return _told(_register(store).give_roles(name, roles))


@shared
@_group.command("reset")
@NAME
@click.option("--second-factor", "drops", is_flag=True, help="Take the second factor away too.")
@STORE
def reset(name: str, *, drops: bool, store: str | None) -> str:
    """Print a link by which the owner of NAME sets a new password, once and within a day."""
    register = _register(store)
    return _linked(
        register.accounts.known(name),
        register.link_without_factor(name) if drops else register.link(name),
    )


@shared
@_group.command("password")
@NAME
@STORE
def password(name: str, store: str | None) -> str:
    """Set the password of NAME, typed twice on this machine by its owner."""
    register = _register(store)
    register.accounts.known(name)
    typed = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return _told(register.set_password(name, typed))


@shared
@_group.command("factor")
@NAME
@STORE
def factor(name: str, store: str | None) -> str:
    """Take over the second factor of NAME: its secret is shown, and a code of it typed."""
    register = _register(store)
    register.accounts.known(name)
    secret, address = register.factor(name)
    if not secret:
        message = f"{name} has a second factor. Take it away with 'reset {name} --second-factor'."
        raise MisuseError(Problem("second_factor", message, "NAME", name))
    click.echo(f"Secret: {secret}\n{address}", err=True)
    return _told(register.confirm(name, click.prompt("Code", err=True)))


@shared
@_group.command("link")
@NAME
@click.option("--issuer", default="", metavar="URL", help="Who vouches for the person.")
@click.option("--subject", default="", metavar="SUB", help="As whom the issuer knows them.")
@STORE
def link(name: str, issuer: str, subject: str, store: str | None) -> str:
    """Let an OpenID Connect subject sign in to NAME; without one, no subject can."""
    if bool(issuer) != bool(subject):
        message = "Name both --issuer and --subject, or neither."
        raise MisuseError(Problem("usage", message, "subject"))
    return _told(_register(store).link_subject(name, issuer, subject))


@shared
@_group.command("sign-out")
@NAME
@STORE
def sign_out(name: str, store: str | None) -> str:
    """End every session of NAME."""
    return _told(_register(store).sign_out(name))


def _told(account: Account) -> str:
    return to_json(_document(account)) if asked().form == "json" else _line(account)


def _linked(account: Account, token: str) -> str:
    path = LINK + token
    if asked().form == "json":
        return to_json({**_document(account), "link": path})
    return (
        _line(account) + f"Give this to nobody but them; it works once, within a day:\n"
        f"<the desk's address>{path}\n"
    )


def _document(account: Account) -> dict[str, Json]:
    return {
        "name": account.name,
        "title": account.title,
        "roles": [*sorted(account.roles)],
        "disabled": account.disabled,
        "password": account.password,
        "second_factor": account.second_factor,
        "issuer": account.issuer,
        "subject": account.subject,
    }


def _line(account: Account) -> str:
    told = [", ".join(sorted(account.roles)) or "no role"]
    told += ["closed"] if account.disabled else []
    told += [] if account.password or account.subject else ["no password yet"]
    told += ["second factor"] if account.second_factor else []
    told += [f"{account.subject} of {account.issuer}"] if account.subject else []
    return f"{account.name} ({account.title}): {'; '.join(told)}\n"
