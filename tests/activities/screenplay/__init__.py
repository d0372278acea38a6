"""Tests of the screenplay stage."""
