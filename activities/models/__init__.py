"""What every model engine shares: cards of weights, torch made importable, memory, batches. Nothing here imports torch at the top."""
