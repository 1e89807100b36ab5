"""Customers and products as the reader knows them: plain values, no records of the books."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CustomerEntry:
    """A customer; `rep` is the name of the person who looks after it."""

    code: str
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    province: str = ""
    city: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""
    rep: str = ""


@dataclass(frozen=True, slots=True)
class ProductEntry:
    """A product; `unit` as the catalog writes it, the list price in fen a unit."""

    sku: str
    name: str
    aliases: tuple[str, ...] = ()
    unit: str = ""
    list_price_fen: int = 0
