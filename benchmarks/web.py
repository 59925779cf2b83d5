"""This module measures the web application on this machine: how much, how fast, how heavy.

python benchmarks/web.py [REQUESTS]    so many requests for the memory, 5000 without

wrk asks as fast as it is answered; how long answers take at half that load is measured by requests
sent at fixed times, so that a slow answer does not slow the asking. What is not installed (wrk, a
browser) is left out, and said.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlencode
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[1]
CASE: Final = (ROOT / "examples" / "hiv-resistant-genital-herpes.yaml").read_text(encoding="utf-8")
QUESTION: Final = "What are the signs of valacyclovir resistance?"
CHROMIUM: Final = Path("/usr/bin/chromium")
FORM: Final = "application/x-www-form-urlencoded"
WORKERS: Final = 2
CONNECTIONS: Final = 16
SECONDS: Final = 5
PACED: Final = 10
ROUNDS: Final = 5
FEWEST: Final = 5000
FIRST_PAINTS: Final = 5
TODAY: Final = "2026-11-20"
MIB: Final = 1024 * 1024
BOUND: Final = 1000
"""So often a second each process lets itself be asked: above it, what is refused tells nothing."""

EXAMPLES: Final = ROOT / "examples"


class Asked(NamedTuple):
    """A request that is measured."""

    path: str
    kind: str = ""
    body: str = ""

    @property
    def method(self) -> str:
        """Return POST where something is sent."""
        return "POST" if self.body else "GET"


ASKED: Final = {
    "plan, empty": Asked("/plan"),
    "plan, a worked patient": Asked("/plan", "application/yaml", CASE),
    "plan, few facts": Asked("/plan", FORM, urlencode({"age": "41", "host": "hiv"})),
    "ask, empty": Asked("/"),
    "ask, a question": Asked("/", FORM, urlencode({"question": QUESTION})),
    "dose, empty": Asked("/dose"),
    "stylesheet": Asked("/static/whitlow.css"),
}


@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """Yield the port and the process of a server, ready to answer."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "whitlow", "serve", "--port", "0", "--workers", str(WORKERS)],
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    errors = process.stderr
    try:
        found = re.search(r":(\d+)/", errors.readline() if errors else "")
        if found is None:
            raise SystemExit("the server does not start")
        drain = subprocess.Popen(["cat"], stdin=errors, stdout=subprocess.DEVNULL)  # noqa: S607
        _answer(int(found[1]), Asked("/healthz"))
        yield int(found[1]), process.pid
        drain.terminate()
        drain.wait()
    finally:
        process.terminate()
        process.wait()


def _answer(port: int, asked: Asked) -> bytes:
    headers = {"content-type": asked.kind} if asked.body else {}
    data = asked.body.encode() or None
    request = Request(f"http://127.0.0.1:{port}{asked.path}", data, headers)
    with urlopen(request) as answer:  # noqa: S310 - as above
        found: bytes = answer.read()
        return found


def wrk(port: int, asked: Asked, seconds: int) -> tuple[float, int]:
    """Return requests a second and how many were answered; any that failed end the run."""
    quoted = "\\n".join(asked.body.replace("\\", "\\\\").replace('"', '\\"').splitlines())
    script = (
        f'wrk.method = "{asked.method}"\n'
        f'wrk.headers["content-type"] = "{asked.kind}"\n'
        f'wrk.body = "{quoted}"\n'
    )
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as file:
        file.write(script)
        file.flush()
        found = subprocess.run(  # noqa: S603 - a load generator on loopback
            [
                *("wrk", "-t", "1", "-c", str(CONNECTIONS), "-d", f"{seconds}s"),
                *("-s", file.name, f"http://127.0.0.1:{port}{asked.path}"),
            ],
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", found)
    many = re.search(r"(\d+) requests in", found)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", found)
    if rate is None or many is None:
        raise SystemExit(f"{asked.path} was not answered under load:\n{found}")
    answered = int(many[1]) - (int(refused[1]) if refused else 0)
    if refused and float(rate[1]) < BOUND:
        raise SystemExit(f"{asked.path} was refused under load:\n{found}")
    return min(float(rate[1]) * answered / int(many[1]), BOUND), answered


async def _paced(port: int, asked: Asked, rate: float) -> list[float]:
    """Return how long each answer took, in milliseconds from the time at which it was due."""
    data = asked.body.encode()
    head = (
        f"{asked.method} {asked.path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {asked.kind}\r\n"
        f"Content-Length: {len(data)}\r\n\r\n"
    )
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CONNECTIONS)]
    free: asyncio.Queue[int] = asyncio.Queue()
    for number in range(CONNECTIONS):
        free.put_nowait(number)
    took: list[float] = []

    async def ask(due: float) -> None:
        number = await free.get()
        reader, writer = lines[number]
        writer.write(head.encode() + data)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", answer)
        await reader.readexactly(int(length[1]) if length else 0)
        took.append((time.perf_counter() - due) * 1000)
        free.put_nowait(number)

    start = time.perf_counter()
    asking = []
    for number in range(int(rate * PACED)):
        due = start + number / rate
        await asyncio.sleep(max(0, due - time.perf_counter()))
        asking.append(asyncio.create_task(ask(due)))
    await asyncio.gather(*asking)
    for _, writer in lines:
        writer.close()
    return took


def load(port: int) -> None:
    """Print how much is answered, and how long it takes at half that load."""
    print(f"{'page':<24}{'a second':>10}{'half':>8}{'median ms':>11}{'p99 ms':>9}   aim")
    for name, asked in ASKED.items():
        wrk(port, asked, 1)
        most, _ = wrk(port, asked, SECONDS)
        took = sorted(asyncio.run(_paced(port, asked, most / 2)))
        median, late = statistics.median(took), took[int(len(took) * 0.99)]
        print(f"{name:<24}{most:>10.0f}{most / 2:>8.0f}{median:>11.1f}{late:>9.1f}   300, 60 ms")


def _resident(pid: int) -> float:
    """Return the memory of a process and its children in MiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    own = re.search(r"VmRSS:\s+(\d+) kB", status)
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return (int(own[1]) / 1024 if own else 0) + sum(_resident(int(child)) for child in children)


def memory(port: int, pid: int, wanted: int) -> None:
    """Print how much memory the server holds after more and more requests of every kind."""
    print(f"{'requests':>10}{'MiB':>8}")
    asked = 0
    for step in range(ROUNDS + 1):
        while asked < wanted * step // ROUNDS:
            for each in ASKED.values():
                asked += wrk(port, each, 1)[1]
        print(f"{asked:>10}{_resident(pid):>8.1f}")


def _examples() -> Iterator[tuple[str, Asked]]:
    """Yield every example: a patient as a case file, a course as the form sends it."""
    for file in sorted(EXAMPLES.glob("*.yaml")):
        case, course = file.read_text(encoding="utf-8"), file.with_suffix(".csv")
        if course.exists():
            sent = {"course": course.read_text(encoding="utf-8"), "case": case, "today": TODAY}
            yield file.stem, Asked("/follow", FORM, urlencode(sent))
        else:
            yield file.stem, Asked("/plan", "application/yaml", case)


def weight(port: int) -> None:
    """Print how heavy each page is with all that it asks for, uncompressed."""
    print(f"{'page':<36}{'kB':>7}{'all in':>8}   aim 120")
    pages = ((name, asked) for name, asked in ASKED.items() if "static" not in asked.path)
    for name, asked in (*pages, *_examples()):
        told = _answer(port, asked)
        named = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', told.decode()))
        beside = sum(len(_answer(port, Asked(each))) for each in named)
        print(f"{name:<36}{len(told) / 1000:>7.1f}{(len(told) + beside) / 1000:>8.1f}")


def first_paint(port: int) -> None:
    """Print when something is first seen, as the browser itself tells it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - it may not be installed

    told = """() => new Promise((seen) => new PerformanceObserver((list) => {
      for (const each of list.getEntries())
        if (each.name === "first-contentful-paint") seen(each.startTime);
    }).observe({type: "paint", buffered: true}))"""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for path in sorted({asked.path for asked in ASKED.values() if "static" not in asked.path}):
            found = []
            for _ in range(FIRST_PAINTS):
                page = browser.new_page()
                page.goto(f"http://127.0.0.1:{port}{path}", wait_until="load")
                found.append(page.evaluate(told))
                page.close()
            print(f"{path:<24}{statistics.median(found):>7.0f} ms   aim 300")
        browser.close()


def main(wanted: int) -> None:
    """Print all tables."""
    with server() as (port, pid):
        weight(port)
        if shutil.which("wrk") is None:
            print("wrk is not installed: no load was tried")
        else:
            load(port)
            memory(port, pid, wanted)
        if CHROMIUM.exists():
            first_paint(port)
        else:
            print(f"{CHROMIUM} is not there: no first paint was timed")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else FEWEST)
