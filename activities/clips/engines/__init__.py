"""Engines of the clips stage, one a file."""
