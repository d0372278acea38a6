"""The shots stage."""
