"""MAX, the national messenger: an own client of its Bot API behind aiogram and behind letters."""

MESSENGER = "max"
"""Its name in every key: numbers of people in MAX and in Telegram may coincide."""

BOT_ID = 2
"""The bot's number within the service. Telegram's bots have larger ones, the demo has 1."""
