"""Links that open the bot with a word for it, as each messenger builds them."""

AT = {"max": "https://max.ru/{username}?start={word}"}
OTHERWISE = "https://t.me/{username}?start={word}"
"""The page of the demo opens links as Telegram does."""


def start_link(messenger: str, username: str, word: str) -> str:
    """Whoever follows the link comes with ``/start word``; up to 64 signs reach the bot."""
    return AT.get(messenger, OTHERWISE).format(username=username, word=word)
