"""What is heard of a film besides speech and music, synthesised."""
