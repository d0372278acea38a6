"""Webhooks: what happens to films is told to the servers of those who asked for it."""
