"""The read model: every version of every item and action over both times, beside the record."""
