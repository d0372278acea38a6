"""The voices stage."""
