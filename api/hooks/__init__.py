"""Webhooks: whose servers are told what happens to films, and what came of telling them."""
