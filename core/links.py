"""Links that open the bot with a word for it, as each messenger builds them."""

AT = {"max": "https://max.ru"}
OTHERWISE = "https://t.me"
"""The page of the demo opens links as Telegram does."""


def link_of(messenger: str, username: str) -> str:
    """The bot itself."""
    return f"{AT.get(messenger, OTHERWISE)}/{username}"


def start_link(messenger: str, username: str, word: str) -> str:
    """Whoever follows the link comes with ``/start word``; up to 64 signs reach the bot."""
    return f"{link_of(messenger, username)}?start={word}"
