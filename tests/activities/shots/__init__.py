"""Tests of the shots stage."""
