"""How a film's pictures are encoded: which encoder, set up how, so that its segments can be joined."""
