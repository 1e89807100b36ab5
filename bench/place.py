"""Recording an order of three lines: the operation with all its checks, as one committed transaction."""

from __future__ import annotations

import time
from functools import partial
from statistics import median
from typing import Any

from sqlmodel import Session, select

from bench.books import FIRST_CHAT, MORNING, REPS, books, company
from bench.report import Figure, ms, there
from models import orders
from models.customers import Customer
from models.database import Database
from models.people import actor_by_telegram
from models.products import Product
from tests.postgres import installed, server

MOST_MS = 5.0


def _draft(session: Session, chat: int, turn: int) -> dict[str, Any]:
    by = there(actor_by_telegram(session, chat))
    theirs = session.exec(select(Customer.id).where(Customer.rep_id == by.id).order_by(Customer.code)).all()
    products = session.exec(select(Product.id).order_by(Product.sku)).all()
    draft = orders.begun(session, by=by, customer_id=theirs[turn % len(theirs)])
    chosen = [products[(turn * 3 + place) % len(products)] for place in range(3)]
    draft["lines"] = [
        {"product_id": number, "quantity": "10", "unit_price_fen": 1000, "price_from": "list"} for number in chosen
    ]
    return draft


def _placed(db: Database, times: int) -> tuple[float, float]:
    """Median seconds of the operation, and of the whole transaction with its commit."""
    operation, whole = [], []
    for turn in range(times):
        chat = FIRST_CHAT + turn % REPS
        draft = db.read_now(partial(_draft, chat=chat, turn=turn))

        def work(session: Session, chat: int = chat, draft: dict[str, Any] = draft) -> None:
            begun = time.perf_counter()
            by = there(actor_by_telegram(session, chat))
            orders.place(session, by=by, now=MORNING, draft=draft)
            operation.append(time.perf_counter() - begun)

        begun = time.perf_counter()
        db.write_now(work)
        whole.append(time.perf_counter() - begun)
    warm = times // 5
    return median(operation[warm:]), median(whole[warm:])


def _figure(url: str, called: str, times: int) -> Figure:
    with books(url) as db:
        db.write_now(company)
        operation, whole = _placed(db, times)
    result = f"{ms(operation)}; with BEGIN and COMMIT on the disk {ms(whole)}"
    return Figure(f"orders.place, three lines, {called}", result, operation * 1000, MOST_MS)


def measure(*, small: bool) -> list[Figure]:
    """On SQLite, and on PostgreSQL where it is installed."""
    times = 60 if small else 300
    figures = [_figure("", "SQLite", times)]
    programs = installed()
    if programs is not None:
        with server(programs) as url:
            figures.append(_figure(url, "PostgreSQL (fsync off)", times))
    return figures
