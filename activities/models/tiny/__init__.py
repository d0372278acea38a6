"""Builders of tiny models: a module a family, a function `make_tiny_<family>(models_dir) -> model id`."""
