"""Engines of the effects stage, one a file."""
