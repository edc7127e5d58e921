"""Files of every kind that a report comes in, read into pages."""
