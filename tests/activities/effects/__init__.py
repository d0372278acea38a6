"""Effects of engines."""
