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
    owed,
    postings_of,
    prepaid_fen,
)
from models.receivables.claims import SALES, arise, credit, dispute, promise, set_basis_day, settle_dispute, use_prepaid
from models.receivables.cod import (
    CourierMoney,
    cod_ids,
    cod_of_courier,
    cod_out,
    courier_name,
    held,
    settle_cod,
    settled_as,
)
from models.receivables.entries import LONGEST_NOTE
from models.receivables.ledger import Payments, get_payment, id_of_payment, list_payments, settled_by
from models.receivables.payments import (
    FEE_KEEPERS,
    MEANS,
    RECORDERS,
    Plan,
    check_day,
    may_void,
    plan,
    record_payment,
    void_payment,
)
from models.receivables.refusals import MoreThanOpen
from models.receivables.review import answer_question, confirm_all, review

__all__ = [
    "FEE_KEEPERS",
    "LONGEST_NOTE",
    "MEANS",
    "RECORDERS",
    "SALES",
    "Ages",
    "Claims",
    "CourierMoney",
    "MoreThanOpen",
    "Payment",
    "Payments",
    "Plan",
    "Receivable",
    "ReceivablePosting",
    "ages",
    "answer_question",
    "arise",
    "check_day",
    "cod_ids",
    "cod_of_courier",
    "cod_out",
    "confirm_all",
    "courier_name",
    "credit",
    "dispute",
    "get",
    "get_payment",
    "held",
    "id_of_payment",
    "list_open",
    "list_payments",
    "may_void",
    "open_of_customer",
    "outstanding_fen",
    "overdue_fen",
    "owed",
    "plan",
    "postings_of",
    "prepaid_fen",
    "promise",
    "record_payment",
    "review",
    "set_basis_day",
    "settle_cod",
    "settle_dispute",
    "settled_as",
    "settled_by",
    "use_prepaid",
    "void_payment",
]
