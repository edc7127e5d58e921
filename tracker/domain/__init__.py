"""The rules of the plan, pure: no clock, no storage, no command line."""
