"""The service put together: messengers, settings, the command line and what runs it."""
