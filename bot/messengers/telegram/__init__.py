"""Telegram: updates come in through aiogram, letters go out through python-telegram-bot."""
