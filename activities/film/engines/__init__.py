"""Engines of the film stage that are chosen by name, one a file."""
