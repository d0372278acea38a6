"""Engines of the screenplay stage, one a file."""
