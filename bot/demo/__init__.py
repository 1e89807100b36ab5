"""The demo company: a small trader of printer supplies with two months behind it, and a guide through its next day."""

from bot.demo.company import Newcomer, load_demo, people, start_moment
from bot.demo.guide import guide

__all__ = ["Newcomer", "guide", "load_demo", "people", "start_moment"]
