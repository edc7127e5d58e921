"""A ledger on a PostgreSQL server, for several people on several machines (extra `[shared]`)."""
