"""What it says: the texts of every ledger in Chinese and English, and how they are put on a phone."""

from locales.catalog import fixed_label, keys, label, languages, plain, text, toast
from locales.markup import Html, clean, escape, join, length, shorten, split, visible

__all__ = [
    "Html",
    "clean",
    "escape",
    "fixed_label",
    "join",
    "keys",
    "label",
    "languages",
    "length",
    "plain",
    "shorten",
    "split",
    "text",
    "toast",
    "visible",
]
