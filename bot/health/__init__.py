"""How the program fares: `/healthz` and `/metrics` for whoever watches over it, a letter to the boss when it is ill."""

from __future__ import annotations

from bot.health.figures import Figures
from bot.health.server import Health
from bot.health.watch import LEAST_FREE, Watch, free_bytes

__all__ = ["LEAST_FREE", "Figures", "Health", "Watch", "free_bytes"]
