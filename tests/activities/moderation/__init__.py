"""Tests of the moderation stage."""
