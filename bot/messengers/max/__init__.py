"""MAX, the national messenger: an own client of its Bot API behind aiogram and behind letters."""

MESSENGER = "max"
"""Its name in every key: numbers of people in MAX and in Telegram may coincide."""
