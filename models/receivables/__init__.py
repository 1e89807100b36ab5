"""Receivables and payments (应收账款, 销售收款; S2 §4, §8.3): what is owed, when it is due, what reduces it.

A claim arises when goods are posted (rule 14); balances follow from postings alone (rule 16); what couriers hold is
theirs to hand over (rule 13).
"""

# ruff: noqa: I001 - the records first: other ledgers read them while this package is still being put together
from models.receivables.records import Payment, Receivable, ReceivablePosting
from models.receivables.balances import (
    Ages,
    Claims,
    ages,
    get,
    list_open,
    open_of_customer,
    outstanding_fen,
    overdue_fen,
    postings_of,
    prepaid_fen,
)
from models.receivables.claims import arise, credit, dispute, promise, settle_dispute, use_prepaid
from models.receivables.cod import CourierMoney, cod_of_courier, cod_out, settle_cod
from models.receivables.ledger import Payments, get_payment, list_payments, settled_by
from models.receivables.payments import MEANS, record_payment, void_payment
from models.receivables.review import answer_question, confirm_all, review

__all__ = [
    "MEANS",
    "Ages",
    "Claims",
    "CourierMoney",
    "Payment",
    "Payments",
    "Receivable",
    "ReceivablePosting",
    "ages",
    "answer_question",
    "arise",
    "cod_of_courier",
    "cod_out",
    "confirm_all",
    "credit",
    "dispute",
    "get",
    "get_payment",
    "list_open",
    "list_payments",
    "open_of_customer",
    "outstanding_fen",
    "overdue_fen",
    "postings_of",
    "prepaid_fen",
    "promise",
    "record_payment",
    "review",
    "settle_cod",
    "settle_dispute",
    "settled_by",
    "use_prepaid",
    "void_payment",
]
