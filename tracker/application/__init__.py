"""The use cases: ask about the plan at a moment, and record what was decided.

Texts are cleaned here, names become parties, typed references become items. The rules themselves
are in the domain, the storage in the ledger.
"""
