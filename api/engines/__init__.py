"""Engines and profiles, and whether they can run here."""
