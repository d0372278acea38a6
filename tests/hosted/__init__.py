"""A server that speaks the hosted providers' APIs, and what tests of their engines share."""
