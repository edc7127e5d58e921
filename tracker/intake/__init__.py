"""Published reports into proposed facts; proposes, never records."""
