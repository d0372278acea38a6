"""What is done with every request, whichever its route."""
