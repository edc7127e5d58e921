"""Loads modules only when something in them is first used.

Reading a plan from its read model needs the values of the domain, but not the events they were
folded from. Events need pydantic, which takes longer to load than the answer takes to give.
"""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def lazy_import(name: str) -> ModuleType:
    """Return a module by its full name, loaded when something in it is first used."""
    known = sys.modules.get(name)
    if known is not None:
        return known
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
