"""Changes to a film that exists."""
