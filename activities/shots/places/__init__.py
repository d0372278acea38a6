"""Where and when a scene plays, what lies there, what it looks like, and which lights are on."""
