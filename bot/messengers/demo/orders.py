"""What the page sends, read with suspicion: JSON orders and files, each refusal in a sentence."""

import json
import re
from typing import Any

from aiohttp import BodyPartReader, web

CHUNK = 64 * 1024
SMALL = 64 * 1024
LONGEST_NAME = 120


class Order:
    """A JSON object sent by the page; whatever is wrong with it is answered with 400."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self._fields = fields

    def text(self, name: str, *, longest: int, required: bool = True) -> str:
        value = self._fields.get(name, "")
        if not isinstance(value, str):
            raise refusal(f"{name} must be a text")
        if required and not value.strip():
            raise refusal(f"{name} is missing")
        if len(value.encode("utf-16-le", "surrogatepass")) // 2 > longest:
            raise refusal(f"{name} is longer than {longest}")
        return sane(value, name)

    def number(self, name: str, *, least: int = 1, most: int = 2**52) -> int:
        value = self._fields.get(name)
        if type(value) is not int or not least <= value <= most:
            raise refusal(f"{name} must be a whole number from {least} to {most}")
        return value

    def __contains__(self, name: str) -> bool:
        return name in self._fields


async def read_order(request: web.Request) -> Order:
    if request.content_type != "application/json":
        raise refusal("the order must be application/json")
    body = await request.content.read(SMALL + 1)
    if len(body) > SMALL:
        raise refusal(f"the order is longer than {SMALL} bytes")
    while chunk := await request.content.read(SMALL):
        body += chunk
        if len(body) > SMALL:
            raise refusal(f"the order is longer than {SMALL} bytes")
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        raise refusal("the order is not JSON") from None
    if not isinstance(fields, dict):
        raise refusal("the order must be a JSON object")
    return Order(fields)


async def read_field(part: BodyPartReader, *, longest: int) -> str:
    """A small text field of a form."""
    data = await read_bytes(part, most=longest * 4)
    if data is None:
        raise refusal(f"{part.name} is too long")
    try:
        return sane(data.decode(), part.name or "field")
    except UnicodeDecodeError:
        raise refusal(f"{part.name} is not UTF-8") from None


async def read_bytes(part: BodyPartReader, *, most: int) -> bytes | None:
    """The bytes of a part of a form; ``None`` as soon as there are too many."""
    data = bytearray()
    while chunk := await part.read_chunk(CHUNK):
        data += chunk
        if len(data) > most:
            return None
    return bytes(data)


def sane(text: str, name: str) -> str:
    """Half of a surrogate pair is not a text: no database and no page could keep it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise refusal(f"{name} is not a proper text") from None
    return text


def file_name(given: str | None) -> str:
    """The last part of a path without signs that disk or header would stumble over."""
    whole = (given or "").encode(errors="replace").decode()
    last = re.split(r"[/\\]", whole)[-1]
    clean = re.sub(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069]', "_", last).strip(" .")
    stem, dot, extension = clean.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{extension[:LONGEST_NAME]}" or "file"


def refusal(sentence: str) -> web.HTTPBadRequest:
    """400: the page never sends this, so it is said in English, for a programmer."""
    error = json.dumps({"error": f"{sentence}."})
    return web.HTTPBadRequest(text=error, content_type="application/json")
