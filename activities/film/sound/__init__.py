"""The sound of a film: scenes mixed one by one, finished in parts, encoded so that the parts can be joined."""
