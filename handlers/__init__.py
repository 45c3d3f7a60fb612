"""The messenger door: what people press and write, and what they see."""
