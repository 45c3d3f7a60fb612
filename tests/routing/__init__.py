"""Who gets a question, and until when."""
