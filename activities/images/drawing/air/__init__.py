"""What lies over everything: light, sky, weather, darkness, the grade."""
