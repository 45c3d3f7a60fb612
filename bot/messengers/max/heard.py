"""A message that MAX has brought, as an update of aiogram holds it: words, file, buttons."""

from bot.messengers.max.answers import Json
from bot.messengers.max.contacts import contact_of
from bot.messengers.max.fields import Unreadable, amount, number, piece, pieces, words
from bot.messengers.max.files import MaxFile
from bot.messengers.max.ids import message_id_of
from bot.messengers.max.people import chat_of, seconds, user_of

MEDIA = ("image", "video", "audio", "file")
"""What travels with words below it, as a caption."""

CAPTIONED = {"photo", "video", "voice", "document"}

STYLES = {
    "strong": "bold",
    "emphasized": "italic",
    "underline": "underline",
    "strikethrough": "strikethrough",
    "monospaced": "code",
    "quote": "blockquote",
    "blockquote": "blockquote",
    "heading": "bold",
    "highlighted": "bold",
}


def message_of(message: Json, *, person: Json, token: str, locale: str = "") -> Json:
    """``person`` is who the dialog is with; ``token`` proves that a phone is the person's own.

    ``album`` is ours: files that came in one message are handled one at a time.
    """
    author = piece(message, "sender")
    chat = chat_of(piece(message, "recipient"), person)
    return {
        "message_id": _number(piece(message, "body")),
        "date": seconds(message),
        "chat": chat,
        "from": user_of(author, locale) if author else None,
        "media_group_id": words(message, "album") or None,
        **_link(message, chat),
        **content(holder_of(message), token, words(piece(message, "body"), "mid")),
    }


def is_bare_forward(message: Json) -> bool:
    """Somebody else's words with nothing of one's own around them."""
    body = piece(message, "body")
    own = words(body, "text") or pieces(body, "attachments")
    return not own and words(piece(message, "link"), "type") == "forward"


def holder_of(message: Json) -> Json:
    """Where the words and files are. A forwarded message holds them a level deeper."""
    if is_bare_forward(message):
        return piece(piece(message, "link"), "message")
    return piece(message, "body")


def content(held: Json, token: str, mid: str) -> Json:
    """Text or caption with its entities, what is attached, the keyboard.

    ``mid`` is the message that MAX can be asked for: not the one that it passes on.
    """
    found: Json = {}
    for attachment in pieces(held, "attachments"):
        found |= _attached(attachment, token, mid)
    text = words(held, "text")
    link = found.pop("link", "")
    if text or link:
        captioned = bool(found.keys() & CAPTIONED)
        found["caption" if captioned else "text"] = text or link
        marked = entities(text, pieces(held, "markup"))
        found["caption_entities" if captioned else "entities"] = marked
    return found


def _attached(attachment: Json, token: str, mid: str) -> Json:
    payload = piece(attachment, "payload")
    match words(attachment, "type"):
        case "image":
            return {"photo": [{**_file(payload, mid), "width": 0, "height": 0}]}
        case "video":
            return {"video": {**_file(payload, mid), **_sizes(attachment)}}
        case "audio":
            duration = amount(attachment, "duration")
            return {"voice": {**_file(payload, mid), "duration": duration}}
        case "file":
            return {"document": _document(attachment, mid)}
        case "sticker":
            return {"sticker": _sticker(attachment)}
        case _:
            return _without_file(attachment, token)


def _without_file(attachment: Json, token: str) -> Json:
    match words(attachment, "type"):
        case "contact":
            return {"contact": contact_of(attachment, token)}
        case "location":
            return {"location": {key: attachment.get(key) for key in ("latitude", "longitude")}}
        case "share":
            return {"link": words(piece(attachment, "payload"), "url")}
        case "inline_keyboard":
            return {"reply_markup": {"inline_keyboard": keyboard(attachment)}}
    return {}


def _file(payload: Json, mid: str = "", *, known_by: str = "token") -> Json:
    name = words(payload, known_by)
    if not name:
        raise Unreadable(f"a file without its {known_by}")
    file = MaxFile(token=name, url=words(payload, "url"), mid=mid)
    return {"file_id": file.file_id, "file_unique_id": name}


def _sizes(attachment: Json) -> Json:
    return {key: amount(attachment, key) for key in ("width", "height", "duration")}


def _document(attachment: Json, mid: str) -> Json:
    return {
        **_file(piece(attachment, "payload"), mid),
        "file_name": words(attachment, "filename") or None,
        "file_size": number(attachment, "size"),
    }


def _sticker(attachment: Json) -> Json:
    shape = {"type": "regular", "is_animated": False, "is_video": False}
    sizes = {key: amount(attachment, key) for key in ("width", "height")}
    return {**_file(piece(attachment, "payload"), known_by="code"), **shape, **sizes}


def keyboard(attachment: Json) -> list[list[Json]]:
    """Buttons that were pressed or may be. Of other kinds handlers have none."""
    rows = piece(attachment, "payload").get("buttons")
    found = []
    for row in rows if isinstance(rows, list) else []:
        buttons = [_button(each) for each in row if isinstance(each, dict)] if _is_row(row) else []
        found.append([button for button in buttons if button])
    return [row for row in found if row]


def _is_row(row: object) -> bool:
    return isinstance(row, list)


def _button(button: Json) -> Json:
    kinds = {"callback": ("payload", "callback_data"), "link": ("url", "url")}
    held, name = kinds.get(words(button, "type"), ("", ""))
    if not held or not words(button, held):
        return {}
    return {"text": words(button, "text"), name: words(button, held)}


def entities(text: str, markup: list[Json]) -> list[Json]:
    """MAX counts in UTF-16 units too. What points outside the text is not believed."""
    whole = len(text.encode("utf-16-le")) // 2
    found = []
    for mark in markup:
        begins, length = number(mark, "from"), number(mark, "length")
        if begins is None or length is None or begins < 0 or length <= 0:
            continue
        if begins + length <= whole and (style := _style(mark)):
            found.append({"offset": begins, "length": length, **style})
    return found


def _style(mark: Json) -> Json:
    kind = words(mark, "type")
    if kind == "link" and words(mark, "url"):
        return {"type": "text_link", "url": words(mark, "url")}
    return {"type": STYLES[kind]} if kind in STYLES else {}


def _link(message: Json, chat: Json) -> Json:
    """What the message answers, or whom it was first said by."""
    link = piece(message, "link")
    author, body = piece(link, "sender"), piece(link, "message")
    if words(link, "type") == "reply" and words(body, "mid"):
        return {"reply_to_message": _answered(body, chat, author)}
    if words(link, "type") == "forward" and number(author, "user_id") is not None:
        origin = {"type": "user", "date": seconds(message), "sender_user": user_of(author)}
        return {"forward_origin": origin}
    return {}


def _answered(body: Json, chat: Json, author: Json) -> Json:
    known = number(author, "user_id") is not None
    return {
        "message_id": _number(body),
        "date": 0,
        "chat": chat,
        "from": user_of(author) if known else None,
        "text": words(body, "text") or None,
        "mid": words(body, "mid"),
    }


def _number(body: Json) -> int:
    mid, seq = words(body, "mid"), number(body, "seq")
    if not mid and seq is None:
        raise Unreadable("a message without its id")
    return message_id_of(mid, seq)
