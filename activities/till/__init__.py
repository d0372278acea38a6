"""Paid calls are made by a process of their own, which outlives the worker that wants them."""
