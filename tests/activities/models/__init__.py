"""What model engines share."""
