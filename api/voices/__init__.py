"""Voices: which can speak, how they sound, and the samples they are cloned from."""
