"""Engines of the lipsync stage, one a file."""
