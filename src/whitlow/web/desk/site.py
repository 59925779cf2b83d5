"""This module holds the one desk of the application, and lets one at a time work at it.

It refuses to make the server wait: what asks the store is done beside the loop that answers.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar

from starlette.concurrency import run_in_threadpool

from whitlow.editorial.accounts import Accounts
from whitlow.editorial.audit import Audit
from whitlow.editorial.desk import Desk
from whitlow.editorial.entrance import Entrance
from whitlow.editorial.held_keys import HeldKeys
from whitlow.editorial.links import Links
from whitlow.editorial.openid import provider_of
from whitlow.editorial.sessions import Sessions, now
from whitlow.editorial.settings import secret_of
from whitlow.editorial.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from whitlow.editorial.sessions import Clock
    from whitlow.guideline import Guideline
    from whitlow.web.desk.members import Member

__all__ = ["DeskSite", "at_desk", "desk_site", "seen"]

Found = TypeVar("Found")


class DeskSite:
    """What the pages of the desk need: its chain, its accounts, its sessions, and its secret."""

    def __init__(self, guideline: Guideline, address: str, clock: Clock = now) -> None:
        """Open the store at an address; raises ``InputError``."""
        self.clock: Final = clock
        self.store: Final = Store(address)
        self.desk: Final = Desk(guideline, self.store)
        self.accounts: Final = Accounts(self.store, self.desk.policy)
        self.sessions: Final = Sessions(self.store, clock)
        self.entrance: Final = Entrance(self.store, self.accounts, self.sessions, clock)
        self.links: Final = Links(self.store, clock)
        self.held: Final = HeldKeys(self.store)
        self.audit: Final = Audit(self.store, self.desk, clock)
        """Alone at the desk only: see ``changed`` and ``saw``."""

        self.provider: Final = provider_of(clock=clock)
        self.secret: Final = secret_of(self.store)
        self.alone: Final = Lock()
        """Whoever reads or writes the chain in memory holds it."""

    def at_desk(self, work: Callable[[Desk], Found]) -> Found:
        """Return what somebody finds or does at the desk as it stands now, alone at it."""
        with self.alone:
            self.desk.catch_up()
            return work(self.desk)

    def changed(self, by: str, did: str, whose: str) -> None:
        """Note in the chain who did what to whose account."""
        self.at_desk(lambda _: self.audit.changed(by, did, whose))

    def saw(self, by: str, session: str, record: str) -> None:
        """Note in the chain that a member was shown a record."""
        self.at_desk(lambda _: self.audit.saw(by, session, record))


def desk_site(request: Request) -> DeskSite:
    """Return the desk of a request, which is served only where there is one."""
    found: DeskSite = request.app.state.desk
    return found


async def at_desk(request: Request, work: Callable[[Desk], Found]) -> Found:
    """Return what somebody finds or does at the desk, without keeping anybody else waiting."""
    return await run_in_threadpool(desk_site(request).at_desk, work)


async def seen(request: Request, member: Member, record: str) -> None:
    """Note in the chain that a member was shown a record, once in each session."""
    site = desk_site(request)
    await run_in_threadpool(site.saw, member.actor, member.session, record)
