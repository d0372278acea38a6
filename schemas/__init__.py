"""What things are: frozen messages, tables and settings; no input or output.

Read in the order a film is made: `screenplay`, `shots`, `images`, `clips`, `voices`, `music`, `lipsync`, `film`.
"""
