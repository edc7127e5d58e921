"""Runs the command line, as the command `tracker` and as `python -m tracker`."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line.

    A command keeps most of what it makes to its end, and a person waits for it: Python looks for
    garbage less often than after every 700 new values, from the first import on.
    """
    gc.set_threshold(100_000)
    from tracker.cli.main import main as run  # noqa: PLC0415 - after the threshold is set

    run()


if __name__ == "__main__":
    main()
