"""What MAX has brought, as the inbox keeps it: whose it is, and a number to know it by.

MAX numbers no updates and may bring one twice, so the number is made of what it says.
"""

from collections.abc import Sequence
from hashlib import sha256

import orjson

from bot.messengers.max import MESSENGER
from bot.messengers.max.answers import Json
from bot.messengers.max.fields import Unreadable, number, piece, pieces, words
from bot.messengers.max.heard import MEDIA, holder_of, is_bare_forward
from bot.messengers.max.updates import KINDS, in_group, means_nothing, whose
from storage.inbox import Arrived

POSITIVE = (1 << 63) - 1


def read_json(body: bytes) -> Json | None:
    """The object in a body, or ``None`` where there is none."""
    try:
        raw = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return raw if isinstance(raw, dict) else None


def arrived_of(raw: Json) -> Sequence[Arrived]:
    """One, or none if no private conversation is about it. Raises ``Unreadable``.

    Several when it brings several files: handlers take one at a time, as Telegram brings them.
    """
    if words(raw, "update_type") not in KINDS:
        raise Unreadable("a kind that is not known")
    if means_nothing(raw) or in_group(raw) or whose(raw).get("is_bot") is True:
        return ()
    chat = number(whose(raw), "user_id")
    if chat is None or chat <= 0:
        raise Unreadable("nobody is named")
    try:
        return [_arrived(raw, part, one, chat) for part, one in enumerate(one_by_one(raw))]
    except TypeError:
        raise Unreadable("nested too deep") from None


def _arrived(raw: Json, part: int, one: Json, chat: int) -> Arrived:
    whole = orjson.dumps(one).decode()
    return Arrived(messenger=MESSENGER, number=number_of(raw, part), chat=chat, raw=whole)


def number_of(raw: Json, part: int = 0) -> int:
    """The same for the same event, however often it is brought and in whatever order of keys.

    Only what cannot change between two deliveries counts: addresses of files are signed anew,
    and a message may have been edited by then.
    """
    known: object = _known_by(raw) or raw
    whole = orjson.dumps([known, part], option=orjson.OPT_SORT_KEYS)
    return int.from_bytes(sha256(whole).digest()[:8]) & POSITIVE


def _known_by(raw: Json) -> list[object]:
    kind = words(raw, "update_type")
    body, callback = piece(piece(raw, "message"), "body"), piece(raw, "callback")
    if kind == "message_created" and words(body, "mid"):
        return [kind, words(body, "mid")]
    if callback:
        pressed = number(whose(raw), "user_id"), number(callback, "timestamp")
        return [kind, words(callback, "callback_id"), words(callback, "payload"), *pressed]
    when, who = number(raw, "timestamp"), number(whose(raw), "user_id")
    if when is None or who is None:
        return []
    return [kind, when, who, words(raw, "payload"), words(body, "mid"), number(raw, "chat_id")]


def one_by_one(raw: Json) -> list[Json]:
    """The update, or one for each of its files: the first has the words too."""
    message = piece(raw, "message")
    forwarded = is_bare_forward(message)
    holder = holder_of(message)
    attached = pieces(holder, "attachments")
    files = [one for one in attached if words(one, "type") in MEDIA]
    if words(raw, "update_type") != "message_created" or len(files) <= 1:
        return [raw]
    rest = [one for one in attached if one not in files]
    first = holder | {"attachments": [files[0], *rest]}
    others = [{**holder, "text": "", "markup": [], "attachments": [one]} for one in files[1:]]
    album = words(piece(message, "body"), "mid")
    together = raw | {"message": message | {"album": album}}
    return [_holding(together, one, forwarded=forwarded) for one in (first, *others)]


def _holding(raw: Json, holder: Json, *, forwarded: bool) -> Json:
    message = piece(raw, "message")
    if forwarded:
        link = piece(message, "link") | {"message": holder}
        return raw | {"message": message | {"link": link}}
    return raw | {"message": message | {"body": holder}}
