"""Tests of the workers themselves."""
