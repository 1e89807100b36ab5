"""How shipments, orders and samples stand that somebody was told of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col

from models.customers import visible
from models.due.causes import UNCONFIRMED, Cause
from models.due.document import Standing, owned, with_owner, written_by
from models.orders import Order, OrderState, left_of
from models.people import Actor
from models.rules import rules_of
from models.samples import Sample
from models.shipments import Courier, Shipment

Ids = Collection[int]
SAMPLE_ENDS = {
    "sample-not-sent": ("sample-sent", "sample-cancelled"),
    "sample-feedback": ("sample-answered", "sample-cancelled"),
}


def shipments_standing(
    session: Session, cause: Cause, ids: Collection[int], by: Actor, _today: date
) -> dict[int, Standing]:
    query = with_owner(Shipment, Courier.name).join(Courier, col(Courier.id) == col(Shipment.courier_id), isouter=True)
    waybills = cause.rule == "waybill-missing"
    actions = ("waybill-entered", "waybill-corrected") if waybills else ("receipt-back", "receipt-photo")
    done = written_by(session, "shipment", ids, *actions)
    found = {}
    for shipment, customer, rep, courier in session.exec(query.where(col(Shipment.id).in_(ids), visible(by))):
        ended_at = shipment.waybill_at if waybills else shipment.receipt_at
        settled = bool(shipment.waybill) if waybills else ended_at is not None or not shipment.receipt_wanted
        found[shipment.id] = Standing(
            **owned(shipment, customer, rep),
            since_on=shipment.shipped_on,
            amount_fen=shipment.amount_fen,
            courier=courier or "",
            shipment_id=shipment.id,
            state=("entered" if waybills else "back") if settled else "open",
            who=done.get(shipment.id, ("", None))[0],
            on=rules_of(session).today(ended_at) if ended_at else None,
            note=shipment.waybill,
            begun_on=shipment.shipped_on,
        )
    return found


def orders_standing(
    session: Session, cause: Cause, ids: Collection[int], by: Actor, _today: date
) -> dict[int, Standing]:
    told = cause is UNCONFIRMED
    ends = ("order-confirmed",) if told else ()
    done = written_by(session, "order", ids, "order-shipped", "order-cancelled", "order-rest-cancelled", *ends)
    query = with_owner(Order).where(col(Order.id).in_(ids), visible(by))
    # Who has goods on the way knows that the order was taken.
    still = {OrderState.OPEN.value: "open", OrderState.PART.value: "part" if told else "open"}
    rules, found, rows = rules_of(session), {}, session.exec(query).all()
    parts = [order.id for order, _customer, _rep in rows if order.state == OrderState.PART]
    left = left_of(session, by=by, order_ids=parts) if parts else {}
    for order, customer, rep in rows:
        who, at = done.get(order.id, ("", None))
        found[order.id] = Standing(
            **owned(order, customer, rep),
            since_on=order.due_on,
            amount_fen=left.get(order.id, order.total_fen),
            whole_fen=order.total_fen if order.id in left else None,
            state="confirmed" if told and order.confirmed_at else still.get(order.state, order.state),
            who=who,
            on=rules.today(at) if at else None,
            begun_on=rules.today(order.placed_at),
            released_on=rules.today(order.released_at) if order.released_at else None,
            passed_on=order.ship_on if order.ship_by else None,
        )
    return found


def samples_standing(
    session: Session, cause: Cause, ids: Collection[int], by: Actor, _today: date
) -> dict[int, Standing]:
    query = with_owner(Sample).where(col(Sample.id).in_(ids), visible(by))
    sending = cause.rule == "sample-not-sent"
    done = written_by(session, "sample", ids, *SAMPLE_ENDS[cause.rule])
    asked, rules, found = ("requested" if sending else "sent"), rules_of(session), {}
    for sample, customer, rep in session.exec(query):
        who, at = done.get(sample.id, ("", None))
        found[sample.id] = Standing(
            **owned(sample, customer, rep),
            since_on=sample.send_on if sending else sample.arrived_on or sample.sent_on or sample.send_on,
            state="open" if sample.state == asked else sample.state,
            who=who,
            on=rules.today(at) if at else None,
            note=sample.feedback,
            begun_on=rules.today(sample.requested_at),
        )
    return found
