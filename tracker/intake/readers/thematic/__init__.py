"""The parts of thematic reports."""
