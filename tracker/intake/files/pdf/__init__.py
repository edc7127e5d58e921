"""PDF files, read into pages."""
