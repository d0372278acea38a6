"""The sub-commands of `film`. They talk to the API over HTTP, like any client."""
