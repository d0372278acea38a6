"""What is heard: speech, what the action sounds like, music."""
