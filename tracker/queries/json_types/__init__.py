"""Declared shapes of the JSON answers: a contract, published in docs/json."""
