"""The screenplay stage."""
