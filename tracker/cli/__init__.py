"""The command line: Click, prompts and printing. `commands/` has a file for each command."""
