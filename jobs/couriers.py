"""New shipments with a courier are paused when receipts or money stay out too long (rule 12)."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from locales import plain
from models.amounts import format_fen
from models.due import late_couriers, normal_again
from models.rules import rules_of
from models.shipments import pause_courier, resume_courier


def pause_late(session: Session, now: datetime) -> None:
    """Pause every courier that has kept something for ten days, and say why in the company's language; one that was
    paused so goes on when nothing is late any more.
    """
    for courier_id in normal_again(session, now):
        resume_courier(session, by=None, now=now, courier_id=courier_id)
    days = rules_of(session).courier_escalation_days
    for late in late_couriers(session, now):
        kept = "both" if late.receipts and late.cod_fen else "receipts" if late.receipts else "money"
        amount = format_fen(late.cod_fen)
        reason = plain("zh", f"reminder-pause-reason-{kept}", receipts=late.receipts, amount=amount, days=days)
        pause_courier(session, by=None, now=now, courier_id=late.courier_id, reason=reason)
