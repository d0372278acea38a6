"""Places: which set is drawn, and what it is built of."""
