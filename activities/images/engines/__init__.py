"""Engines of the images stage, one a file."""
