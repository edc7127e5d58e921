"""The commands, one file each: the file of a command bears its name."""
