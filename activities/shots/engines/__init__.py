"""Engines of the shots stage, one a file."""
