"""How the command line speaks: its words, and the one line in which a failure ends."""

from texts import Texts

say = Texts().raw


class Failed(Exception):
    """The thing was not done; ``str`` is the line that says why and what to do."""
