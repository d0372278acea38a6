"""Measures of model engines on a GPU: weights of full size with random numbers cost the same time and memory as learned ones."""
