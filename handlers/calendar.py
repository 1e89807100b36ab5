"""A month to choose a day from, in the reader's language and by the company's clock."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.api.protocols import DialogProtocol
from aiogram_dialog.widgets.kbd import Calendar, CalendarScope, CalendarUserConfig
from aiogram_dialog.widgets.kbd.calendar_kbd import (
    CalendarDaysView,
    CalendarMonthView,
    CalendarScopeView,
    CalendarYearsView,
)
from aiogram_dialog.widgets.text import Text

from handlers.window_texts import desk_of
from locales import label

BLANK = "·"  # a field without a day
LONGEST_NUMBER = 15  # digits of a day in callback data; more was never made here


class _Part(Text):
    """A month, a weekday or a day of the calendar, by its text key."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        day: date = data["date"]
        desk = desk_of(manager)
        facts = {"year": day.year, "month": day.month, "day": day.day, "weekday": day.isoweekday()}
        return label(desk.language, self.key, **facts, today=int(day == desk.today))


class Days(Calendar):
    """The days from `earliest` to `latest`, counted from today; a tap calls `on_click(event, widget, manager, day)`."""

    def __init__(self, id: str, on_click: Any, *, earliest: int, latest: int) -> None:
        super().__init__(id=id, on_click=on_click)
        self.earliest, self.latest = timedelta(days=earliest), timedelta(days=latest)

    def _init_views(self) -> dict[CalendarScope, CalendarScopeView]:
        day, month, year = _Part("calendar-day"), _Part("calendar-month"), _Part("calendar-year")
        before, after = _Part("calendar-month-before"), _Part("calendar-month-after")
        weekday, zoom = _Part("calendar-weekday"), _Part("calendar-months")
        return {
            CalendarScope.DAYS: CalendarDaysView(
                self._item_callback_data,
                day,
                day,
                weekday,
                month,
                zoom,
                after,
                before,
            ),
            CalendarScope.MONTHS: CalendarMonthView(self._item_callback_data, month, month, year, year, year, year),
            CalendarScope.YEARS: CalendarYearsView(self._item_callback_data, year, year, year, year),
        }

    async def _get_user_config(self, data: dict[str, Any], manager: DialogManager) -> CalendarUserConfig:
        today = desk_of(manager).today
        return CalendarUserConfig(min_date=today + self.earliest, max_date=today + self.latest)

    async def _render_keyboard(self, data: dict[str, Any], manager: DialogManager) -> RawKeyboard:
        """Without the weeks that hold no day, and with a sign in blank fields: a button's text may not be blank. The
        library would open the month of the machine, and looks for another one before it asks for the days' bounds.
        """
        if self.get_offset(manager) is None:
            self.set_offset(desk_of(manager).today + max(self.earliest, timedelta()), manager)
        drawn = await super()._render_keyboard(data, manager)
        if self.get_scope(manager) is CalendarScope.DAYS:
            drawn[-1] = [one for place, one in enumerate(drawn[-1]) if place != 1 and one.text.strip()]
        kept = [row for row in drawn if any(one.text.strip() for one in row)]
        return [[one if one.text.strip() else one.model_copy(update={"text": BLANK}) for one in row] for row in kept]

    async def _process_item_callback(
        self, callback: CallbackQuery, data: str, dialog: DialogProtocol, manager: DialogManager
    ) -> bool:
        """The headings and empty fields are buttons too: tapping them does nothing."""
        known = data in self._handlers or data.startswith(("MONTH", "YEAR"))
        if not known and not (data.isascii() and data.isdigit() and len(data) <= LONGEST_NUMBER):
            return True
        return bool(await super()._process_item_callback(callback, data, dialog, manager))
