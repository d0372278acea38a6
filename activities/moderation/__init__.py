"""Looks words through before anything is made from them."""
