"""A service of its own for every test, and a real browser to open its page with."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.table import Table
from tests.servers import sqlite_url

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WHAT_TO_INSTALL = "install a browser to run it, for example: apt-get install chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
READY_WITHIN, STOPPED_WITHIN = 60.0, 30.0
DESKTOP, PHONE = (1440, 900), (390, 844)


@dataclass(frozen=True, slots=True)
class Running:
    """``opora run`` in a process of its own, as an operator would start it."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def wait_until_ready(self) -> None:
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until:
            assert self.process.poll() is None, "the service has stopped by itself"
            try:
                with urlopen(f"{self.url}healthz", timeout=5):  # noqa: S310 - our own address
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        pytest.fail(f"the service is not ready after {READY_WITHIN:.0f} seconds")

    def stop(self) -> int:
        """Ask it to stop, as systemd does, and say with what code it did."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOPPED_WITHIN)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    port = free_port()
    ours = {
        "OPORA_DATABASE": sqlite_url(tmp_path / "demo.db"),
        "OPORA_LISTEN": f"127.0.0.1:{port}",
        "PYTHONPATH": str(ROOT),  # these sources, wherever the command has been installed from
    }
    theirs = {name: value for name, value in os.environ.items() if not name.startswith("OPORA_")}
    with (tmp_path / "service.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=tmp_path,
            env=theirs | ours,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    running = Running(process, port)
    try:
        running.wait_until_ready()
        yield running
    finally:
        process.kill()
        process.wait()
        sys.stdout.write((tmp_path / "service.log").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium or a relative of it. In CI its absence is a failure, not an excuse.

    Not for the whole session: while Playwright is there no other event loop can run.
    """
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(WHAT_TO_INSTALL)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET])
        yield browser
        browser.close()


@pytest.fixture
def desktop(browser: Browser, service: Running) -> Iterator[Table]:
    with opened(browser, service, DESKTOP) as table:
        yield table


@pytest.fixture
def mobile(browser: Browser, service: Running) -> Iterator[Table]:
    """The page as it is on a phone: narrow, touched with a finger."""
    with opened(browser, service, PHONE, scale=2, touch=True) as table:
        yield table


@contextmanager
def opened(
    browser: Browser,
    service: Running,
    size: tuple[int, int],
    *,
    scale: int = 1,
    touch: bool = False,
) -> Iterator[Table]:
    """The page in a fresh window; at the end nothing may have been complained about."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=scale,
        has_touch=touch,
        is_mobile=touch,
        locale="ru-RU",
        color_scheme="light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints = listened_to(page)
    page.goto(service.url)
    yield Table(page)
    if service.process.poll() is None:
        assert complaints == []
    context.close()


def listened_to(page: Page) -> list[str]:
    """Whatever the browser complains about: errors, broken policies, answers of 400 and more."""
    complaints: list[str] = []
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => "
        "console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None,
    )
    page.on(
        "response",
        lambda answer: complaints.append(answer.url) if answer.status >= 400 else None,
    )
    return complaints
