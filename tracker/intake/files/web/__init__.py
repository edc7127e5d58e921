"""Web pages, read into pages."""
