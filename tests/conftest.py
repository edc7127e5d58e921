"""Properties are tried on the same examples every time, however slow the machine."""

from __future__ import annotations

import hypothesis

hypothesis.settings.register_profile("tracker", derandomize=True, deadline=None)
hypothesis.settings.load_profile("tracker")
