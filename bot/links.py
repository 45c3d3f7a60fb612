"""Links that open the bot with a word for it, in whichever messenger the bot is."""

BOTS_AT = {
    "telegram": "https://t.me/{username}?start={payload}",
    "max": "https://max.ru/{username}?start={payload}",
    "demo": "https://t.me/{username}?start={payload}",
}
"""The page of the demo opens links as Telegram does."""


def start_link(messenger: str, username: str, payload: str) -> str:
    """Whoever follows the link comes with ``/start payload``; up to 64 signs reach the bot."""
    return BOTS_AT[messenger].format(username=username, payload=payload)
