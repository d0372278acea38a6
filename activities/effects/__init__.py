"""The sounds of what happens in a shot, made by an engine instead of inside the mix."""
