"""What happens to a film, told while it happens."""
