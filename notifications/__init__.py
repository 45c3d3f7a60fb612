"""Messages that leave by themselves: how they are worded, carried and when they are due."""
