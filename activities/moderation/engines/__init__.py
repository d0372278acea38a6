"""Engines of the moderation stage, one a file."""
