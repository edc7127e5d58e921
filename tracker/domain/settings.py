"""The numbers of the rules on a day: recorded like everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.domain.bitemporal import effective_up_to
from tracker.domain.errors import RuleError
from tracker.domain.lazy_import import lazy_import
from tracker.domain.rag import RagThresholds
from tracker.domain.vocabulary import Setting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.domain import events as e
    from tracker.domain.bitemporal import Entry
else:
    e = lazy_import("tracker.domain.events")


STREAM = "settings"
"""The name of the settings' one stream."""

WHOLE = 100
"""All of it, in percent."""


class Settings(NamedTuple):
    """The numbers in force: days, except `half_done_percent`, `re_dates_at_most` and `name_check`.

    `plan_deadline_days` runs from publication: four weeks is usual for youth plans as we recall it,
    and no report prints it. A null limit on re-dating means no limit. `name_check` is 1 if texts
    are checked for personal data as they are recorded, and 0 if they are not.
    """

    due_soon_days: int = 28
    half_done_percent: int = 50
    quiet_days: int = 42
    plan_deadline_days: int = 28
    re_dates_at_most: int | None = None
    re_date_days_at_most: int | None = None
    name_check: int = 1

    @property
    def numbers(self) -> RagThresholds:
        """The numbers that the rating of progress uses."""
        return RagThresholds(self.due_soon_days, self.half_done_percent, self.quiet_days)

    def listed(self) -> list[tuple[str, int | None]]:
        """Each setting by its typed name, with its value."""
        return [(name.replace("_", "-"), value) for name, value in self._asdict().items()]


LIMITS = ("re_dates_at_most", "re_date_days_at_most")
"""The settings that may have no limit."""

SWITCH = {1: "on", 0: "off"}
"""How the numbers of `name_check` are typed and printed."""


def fold_settings(entries: Sequence[Entry], as_of: date) -> Settings:
    """Return the numbers in force at the end of a day."""
    current = Settings()
    for step in effective_up_to(entries, as_of):
        if isinstance(step.event, e.SettingAgreed):
            name = step.event.setting.value.replace(" ", "_")
            changed: dict[str, Any] = {name: step.event.value}
            if step.event.value is not None or name in LIMITS:
                current = current._replace(**changed)
    return current


def setting_text(setting: Setting, value: int | None) -> str:
    """Return a value as a person reads it: a number, no limit, on or off."""
    if value is None:
        return "no limit"
    return SWITCH.get(value, str(value)) if setting is Setting.NAME_CHECK else str(value)


def agree_setting(now: Settings, setting: Setting, value: int | None) -> list[e.SettingAgreed]:
    """Agree a new number for a rule; the same number changes nothing."""
    name = setting.value.replace(" ", "_")
    if setting is Setting.NAME_CHECK and value not in SWITCH:
        raise RuleError(f"{setting.typed} is on or off.")
    if value is None and name not in LIMITS:
        raise RuleError(f"{setting.typed} needs a number.")
    if value is not None and setting is Setting.HALF_DONE_PERCENT and value > WHOLE:
        raise RuleError(f"{setting.typed} is a percentage: 0 to {WHOLE}.")
    if getattr(now, name) == value:
        return []
    return [e.SettingAgreed(setting=setting, value=value)]
