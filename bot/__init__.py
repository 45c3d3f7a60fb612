"""The service put together: messengers, settings, the command line and what runs it."""

from bot.late_models import put_off

put_off()
