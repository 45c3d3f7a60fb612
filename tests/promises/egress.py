"""Whom this process tries to connect to: noted when it asks, whether or not anybody answers."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_recording: set[str] | None = None


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _recording is None:
        return
    if event == "socket.connect" and arguments[0].family != socket.AF_UNIX:
        _recording.add(str(arguments[1][0]))
    elif event == "socket.getaddrinfo":
        _recording.add(str(arguments[0]))


sys.addaudithook(_note)


@contextmanager
def recorded() -> Iterator[set[str]]:
    """Hosts and addresses, as they were asked for."""
    global _recording  # noqa: PLW0603 - an audit hook is the process's and stays
    _recording = hosts = set[str]()
    try:
        yield hosts
    finally:
        _recording = None
