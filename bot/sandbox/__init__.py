"""A local stand-in for Telegram's Bot API server, with a chat page. It knows nothing of any business."""

from bot.sandbox.contract import CompanyClock, Step
from bot.sandbox.kept import remove_kept
from bot.sandbox.server import Sandbox

__all__ = ["CompanyClock", "Sandbox", "Step", "remove_kept"]
