"""Engines of the music stage, one a file."""
