"""Pictures in layers, and performances that move them: drawn frame by frame when a film is made."""
