"""The libraries that read reports, which are installed only where reports are read."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

PROJECT: Final = "inspection-tracker"
"""What this project is called where it is installed."""


def missing_packages(*modules: str) -> str | None:
    """Return the command that installs what reads reports, if one of these modules is not there."""
    if all(map(_is_there, modules)):
        return None
    from importlib.metadata import PackageNotFoundError, requires  # noqa: PLC0415 - slow to load

    try:
        wanted = [requirement.partition(";") for requirement in requires(PROJECT) or ()]
    except PackageNotFoundError:
        wanted = []
    named = [f'"{what.strip()}"' for what, _, when in wanted if "import" in when]
    return f"pip install {' '.join(named) or '.[import]'}"


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ValueError:  # set to None, as if it were not there
        return False
