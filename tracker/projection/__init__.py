"""The register: every version of every item and action over both times, kept beside the record."""
