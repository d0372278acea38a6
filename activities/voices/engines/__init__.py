"""Engines of the voices stage, one a file."""
