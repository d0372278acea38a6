"""Putting a film together: segments, sound, the cut and its companions."""
