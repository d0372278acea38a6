"""Model engines, run on tiny models of the real classes with random weights."""
