"""The lipsync stage."""
