"""What is done: every side effect, a folder a stage."""
