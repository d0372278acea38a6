"""What engines of several stages share when they call a server: clients, errors, waiting."""
