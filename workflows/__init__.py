"""In which order: deterministic; imports only schemas."""
