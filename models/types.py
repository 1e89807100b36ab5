"""Column types that keep what databases tend to lose: the zone of a moment, the exactness of a quantity."""

from __future__ import annotations

import operator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator

THOUSANDTHS = 1000


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite, which knows no zones, stores it naive and gives it back aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _StaysAQuantity(TypeDecorator.Comparator[Decimal]):
    """Sums and differences in SQL are quantities again; without this they would come back as bare thousandths."""

    def operate(self, op: OperatorType, *other: Any, **kwargs: Any) -> Any:
        result = super().operate(op, *other, **kwargs)
        return type_coerce(result, Quantity()) if op in (operator.add, operator.sub) else result


class Quantity(TypeDecorator[Decimal]):
    """A quantity with up to three decimals, stored as a whole number of thousandths."""

    impl = BigInteger
    cache_ok = True
    comparator_factory = _StaysAQuantity

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        thousandths = Decimal(value) * THOUSANDTHS
        if thousandths != int(thousandths):
            raise ValueError("a quantity has at most three decimals")
        return int(thousandths)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        return (Decimal(int(value)) / THOUSANDTHS).normalize() + Decimal(0)
