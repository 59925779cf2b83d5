"""This module is one reviewer of many who act at once, in a process of their own."""

from __future__ import annotations

import multiprocessing
import secrets
from typing import TYPE_CHECKING

from whitlow.editorial.desk import Desk
from whitlow.editorial.events import Kind, Payload
from whitlow.editorial.signing import Signer
from whitlow.editorial.store import Store
from whitlow.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from whitlow.guideline import Guideline
    from whitlow.guideline.plain import Json


def at_once(work: Callable[..., None], calls: Sequence[tuple[object, ...]]) -> list[int | None]:
    """Do something in so many processes at once; return how each of them ended."""
    several = multiprocessing.get_context("forkserver")
    several.set_forkserver_preload(["tests.editorial.reviewing", "tests.editorial.test_store"])
    running = [several.Process(target=work, args=call) for call in calls]
    for one in running:
        one.start()
    for one in running:
        one.join()
    return [one.exitcode for one in running]


def act(desk: Desk, actor: str, kind: Kind, record: str, body: dict[str, Json]) -> Payload:
    """Return an act on a text as it stands at a desk."""
    text = desk.texts.get(record)
    shown = ("", "") if text is None else (text.text, text.basis)
    at = "2026-11-20T12:00:00Z"
    return Payload(kind, at, actor, record, *shown, secrets.token_hex(16), body)


def reviews(guideline: Guideline, address: str, name: str, pem: bytes, records: list[str]) -> None:
    """Declare no interests in each record and approve it, and try what is not allowed."""
    signer, store = Signer.read(pem), Store(address)
    desk = Desk(guideline, store)
    for record in records:
        for kind, body in (("declare", {"conflict": False}), ("approve", {})):
            payload = act(desk, name, kind, record, body)  # type: ignore[arg-type]
            desk.add(payload, signer.name, signer.sign(payload))
        forbidden = act(desk, name, "retire", record, {})
        try:
            desk.add(forbidden, signer.name, signer.sign(forbidden))
        except InputError:
            continue
        raise AssertionError(record)
    store.close()
