"""Films and their projects: submitted, listed, looked at, stopped, deleted."""
