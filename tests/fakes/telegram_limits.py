"""The limits of the Bot API as Telegram enforces them, with the words it refuses in."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

Json = dict[str, Any]

LONGEST_TEXT, LONGEST_CAPTION, LONGEST_TOAST = 4096, 1024, 200
MOST_BUTTONS, LONGEST_DATA = 100, 64

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}
ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[^\s<>/]*)(?P<attributes>[^<>]*)>|<|&(?P<entity>#?\w+);")
HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Refusal(Exception):
    """What the Bot API answers instead of a result."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad(description: str) -> Refusal:
    return Refusal(400, f"Bad Request: {description}")


def units(text: str) -> int:
    """Length as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def read_html(html: str) -> tuple[str, list[Json]]:
    """Plain text and its entities; refuses what Telegram cannot parse."""
    text, position = "", 0
    open_tags: list[tuple[str, Json]] = []
    entities: list[Json] = []
    for token in TOKEN.finditer(html):
        text += html[position : token.start()]
        position = token.end()
        if token["entity"] is not None:
            text += _character(token)
        elif token["tag"] is None or token["tag"].lower() not in KINDS:
            raise _unparsed(f'Unsupported start tag "{token["tag"] or ""}" at byte offset', token)
        elif not token["end"]:
            open_tags.append((token["tag"].lower(), _entity(token, text)))
        else:
            entity = _closed(token, open_tags, text)
            if entity["length"]:
                entities.append(entity)
    if open_tags:
        raise bad(
            "can't parse entities: Can't find end tag corresponding to start tag "
            f'"{open_tags[-1][0]}"'
        )
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return text + html[position:], entities


def _unparsed(words: str, token: re.Match[str]) -> Refusal:
    offset = len(token.string[: token.start()].encode())
    return bad(f"can't parse entities: {words} {offset}")


def _character(token: re.Match[str]) -> str:
    name = token["entity"]
    if name.startswith("#x"):
        return chr(int(name[2:], 16))
    if name.startswith("#"):
        return chr(int(name[1:]))
    return ENTITIES.get(name, token[0])


def _entity(token: re.Match[str], text: str) -> Json:
    tag, attributes = token["tag"].lower(), token["attributes"].strip()
    entity: Json = {"type": KINDS[tag], "offset": units(text), "length": 0}
    if tag == "a":
        href = HREF.search(attributes)
        if href is None:
            raise _unparsed('Tag "a" must have attribute "href" at byte offset', token)
        entity["url"] = href[1] or href[2]
    return entity


def _closed(token: re.Match[str], open_tags: list[tuple[str, Json]], text: str) -> Json:
    if not open_tags:
        raise _unparsed("Unexpected end tag at byte offset", token)
    tag, entity = open_tags.pop()
    if tag != token["tag"].lower():
        raise _unparsed(
            f'Unmatched end tag, expected "</{tag}>", found "{token[0]}" at byte offset', token
        )
    return {**entity, "length": units(text) - entity["offset"]}


def text_of(payload: Mapping[str, Any], field: str = "text") -> tuple[str, list[Json]]:
    """The text as it is shown, cut of blanks at its ends; refuses an empty or too long one."""
    given = payload.get(field) or ""
    mode = (payload.get("parse_mode") or "").lower()
    if mode not in {"", "html"}:
        raise bad("unsupported parse_mode")
    text, entities = read_html(given) if mode else (given, [])
    if field == "text" and not text.strip():
        raise bad("message text is empty")
    if field == "text" and units(text.strip()) > LONGEST_TEXT:
        raise bad("message is too long")
    if units(text.strip()) > LONGEST_CAPTION and field == "caption":
        raise bad("message caption is too long")
    return text.strip(), entities


def keyboard_of(payload: Mapping[str, Any]) -> Json | None:
    """The inline keyboard of a request; refuses what Telegram would."""
    markup = payload.get("reply_markup")
    if not markup:
        return None
    if not isinstance(markup, dict) or "inline_keyboard" not in markup:
        raise bad("object expected as reply markup")
    rows: Sequence[Sequence[Json]] = markup["inline_keyboard"]
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    for button in buttons:
        _check(button)
    return {"inline_keyboard": [list(row) for row in rows if row]} if buttons else None


def _check(button: Json) -> None:
    if not button.get("text"):
        raise bad("can't parse inline keyboard button: text is empty")
    looks = {"text", "style", "icon_custom_emoji_id"}
    actions = [key for key, value in button.items() if key not in looks and value is not None]
    if len(actions) != 1:
        raise bad("text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not re.match(r"(https?|tg)://\S+\Z", url):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
