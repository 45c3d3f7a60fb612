"""Lines for the operator that never hold a token, a phone number or what people wrote."""

import logging
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.traces import told, trace_instead_of_error

HIDDEN = "***"
QUIET = (
    "httpx",
    "httpcore",
    "aiogram",
    "aiogram_dialog",
    "telegram",
    "aiohttp.access",
    "aiosqlite",
    "alembic",
    "apscheduler",
    "pymorphy3",
    "fontTools",
    "fpdf",
    "PIL",
)
"""Their lines below a warning carry addresses with tokens, bodies of requests, or only noise."""

WORDS_OF_PEOPLE = frozenset({"text", "caption", "body", "payload", "message", "remark", "name"})

FOREIGN = r"(?:(?![A-Za-z])[^\W\d_])"
"""The service itself writes to its log in English: any other letter was typed by somebody."""

PATTERNS = (
    re.compile(r"(?<=bot)\d+:[\w-]+"),
    re.compile(r"\b\d{5,}:[\w-]{30,}"),
    re.compile(r"(?<=://)[^\s/@:]*:[^\s/@]+(?=@)"),
    re.compile(r"(?<=\[parameters: ).*?(?=\]\n|\]$)", re.DOTALL),
    re.compile(r"(?<=input_value=).*?(?=, input_type=|\]\n|$)", re.DOTALL),
    re.compile(r"(?<= exception=)\w+\(.*\)", re.DOTALL),
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    re.compile(
        r"(?<![\w.])(?:\+?7|8)[\s(-]{0,2}\d{3}[\s)-]{0,2}\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\w)"
    ),
    re.compile(r"(?<!\w)\+\d{10,14}(?!\d)"),
    re.compile(rf"{FOREIGN}+(?:[\W\d_]*{FOREIGN}+)*"),
)


class Scrubber:
    """Takes out of a log line whatever is nobody's business; the configured secrets too."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = sorted({secret for secret in secrets if secret}, key=len, reverse=True)

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {key: self._clean(key, value) for key, value in event.items()}

    def scrubbed(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        for pattern in PATTERNS:
            line = pattern.sub(HIDDEN, line)
        return line

    def _clean(self, key: str, value: object) -> object:
        if key in WORDS_OF_PEOPLE and isinstance(value, str):
            return f"[{len(value)}]"
        if key == "timestamp" or key.startswith("_"):
            return value
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, dict):
            return {str(name): self._clean(str(name), inner) for name, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self._clean("", inner) for inner in value]
        if isinstance(value, BaseException):
            value = told(value)
        return self.scrubbed(str(value))


def set_up(level: str, secrets: Sequence[str] = (), *, stream: TextIO | None = None) -> None:
    """Send every line of every library through one scrubber: JSON, or colours on a terminal."""
    stream = stream or sys.stderr
    pipeline: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        trace_instead_of_error,
        Scrubber(secrets),
    ]
    renderer: Processor = (
        structlog.dev.ConsoleRenderer()
        if stream.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=pipeline,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[*pipeline, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
