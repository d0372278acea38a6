"""Named stand-ins for what a test does not need whole."""
