"""Tests of asking servers."""
