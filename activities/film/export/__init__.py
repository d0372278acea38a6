"""Files for editors who take a cut over."""
