"""The drawn engine's hand: sets, people, light and weather as vector shapes in metres, seen through a camera."""
