"""The messengers people write from, one folder each: what comes in and what goes out."""
