"""One reader for each layout of report."""
