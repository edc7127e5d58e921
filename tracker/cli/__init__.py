"""The command line: one small file per group of verbs.

A command is a process of its own, which a person waits for. Most of what it makes it keeps to its
end, so that Python looks for garbage less often here than after every 700 new values.
"""

import gc

gc.set_threshold(100_000)
