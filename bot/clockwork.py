"""The company's clock as the sandbox's control door moves it: everything due on the way runs at its own moment."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from models.clock import MovableClock

if TYPE_CHECKING:
    from bot.app import App


class SandboxClock:
    """Reads and moves the clock of a running product."""

    def __init__(self, clock: MovableClock) -> None:
        self.clock = clock
        self._app: App | None = None

    def attach(self, app: App) -> None:
        """The product whose jobs run on the way."""
        self._app = app

    def now(self) -> datetime:
        """This moment in the company's zone."""
        moment = self.clock.now()
        return self._app.db.rules.local(moment) if self._app else moment

    def idle(self) -> bool:
        """Whether the product has nothing left to do."""
        return self._app is None or self._app.idle

    async def move_to(self, moment: datetime) -> None:
        """Move ahead to `moment`; returns when everything due on the way has run and was delivered.

        The clock goes on by itself: where it was quicker, nothing is left to move.
        """
        ahead = moment > self.clock.now()
        if self._app is None:
            if ahead:
                self.clock.move_to(moment)
            return
        if ahead:
            await self._app.schedule.run_until(moment)
        await self._app.until_idle()
