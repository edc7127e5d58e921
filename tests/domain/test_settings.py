"""The numbers of the rules: recorded, so that an old date is judged by those of its day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import given as g
import pytest

from tracker.domain.errors import RuleError
from tracker.domain.events import SettingAgreed
from tracker.domain.rag import RagThresholds
from tracker.domain.settings import LIMITS, Settings, agree_setting, fold_settings
from tracker.domain.settings import setting_text as told
from tracker.domain.vocabulary import Setting

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry

EVE, DAY = date(2023, 6, 11), date(2023, 6, 12)


def said(setting: Setting, value: int | None, on: date = DAY) -> Entry:
    """Return a number agreed."""
    return g.entry(SettingAgreed(setting=setting, value=value), on=on, stream="settings")


def test_the_usual_numbers() -> None:
    """What holds until a board agrees otherwise."""
    usual = fold_settings((), DAY)

    assert usual == Settings(28, 50, 42, 28, None, None, 1)
    assert usual.numbers == RagThresholds(28, 50, 42)


def test_every_setting_is_listed_as_it_is_typed() -> None:
    """None is missing, and each can be agreed."""
    names = [name for name, _ in Settings().listed()]

    assert names == [setting.typed for setting in Setting]
    assert dict(Settings(re_dates_at_most=2).listed())["re-dates-at-most"] == 2


@pytest.mark.parametrize("setting", list(Setting))
def test_a_number_holds_from_its_day_on(setting: Setting) -> None:
    """The day before, the usual one held; the last agreed has the last word."""
    entries = g.recorded(said(setting, 9), said(setting, 7))

    before, after = (
        dict(fold_settings(entries, EVE).listed()),
        dict(fold_settings(entries, DAY).listed()),
    )

    assert before == dict(Settings().listed())
    assert after == {**before, setting.typed: 7}


def test_a_limit_is_lifted() -> None:
    """None is no limit; the other numbers are never none, whatever is recorded."""
    lifted = g.recorded(said(Setting.RE_DATES_AT_MOST, 2), said(Setting.RE_DATES_AT_MOST, None))
    odd = g.recorded(said(Setting.QUIET_DAYS, None))

    assert fold_settings(lifted, DAY).re_dates_at_most is None
    assert fold_settings(odd, DAY) == Settings()


def test_a_number_is_agreed() -> None:
    """The same number records nothing."""
    now = Settings()

    assert agree_setting(now, Setting.QUIET_DAYS, 30) == [
        SettingAgreed(setting=Setting.QUIET_DAYS, value=30)
    ]
    assert agree_setting(now, Setting.QUIET_DAYS, 42) == []
    assert agree_setting(now, Setting.RE_DATES_AT_MOST, None) == []
    assert agree_setting(Settings(re_dates_at_most=2), Setting.RE_DATES_AT_MOST, None) == [
        SettingAgreed(setting=Setting.RE_DATES_AT_MOST, value=None)
    ]


@pytest.mark.parametrize("value", [None, 2, 100])
def test_the_check_for_names_is_on_or_off(value: int | None) -> None:
    """It is kept as 1 or 0, and printed as the word."""
    with pytest.raises(RuleError, match="name-check is on or off"):
        agree_setting(Settings(), Setting.NAME_CHECK, value)

    off = agree_setting(Settings(), Setting.NAME_CHECK, 0)

    assert off == [SettingAgreed(setting=Setting.NAME_CHECK, value=0)]
    assert [told(Setting.NAME_CHECK, number) for number in (1, 0)] == ["on", "off"]
    assert [told(Setting.RE_DATES_AT_MOST, number) for number in (1, None)] == ["1", "no limit"]


@pytest.mark.parametrize(
    "setting",
    [
        each
        for each in Setting
        if each.value.replace(" ", "_") not in LIMITS and each is not Setting.NAME_CHECK
    ],
)
def test_what_is_no_limit_needs_a_number(setting: Setting) -> None:
    """The rule on progress and the deadline of the plan have one always."""
    with pytest.raises(RuleError, match=f"{setting.typed} needs a number"):
        agree_setting(Settings(), setting, None)
