"""Sound as numbers: read, filtered, levelled, measured, written."""
