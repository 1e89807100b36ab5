"""Customer records (客户档案, S2 §2.2): who they are, whose they are, on what terms; and who may see them."""

from models.customers.claims import AlreadyACustomer, AlreadyYours, check_new, report_claim
from models.customers.credit import NotAskedAnyMore, decide_terms, set_terms
from models.customers.keeping import (
    MAY_ADD,
    MAY_EDIT,
    NameMissing,
    add,
    edit,
    owners,
    set_wish,
    touch,
)
from models.customers.limits import LimitReasonMissing, LimitRequest, decide_limit, set_limit, waiting_limit
from models.customers.records import KINDS, Customer, get, visible
from models.refusals import TextTooLong

__all__ = [
    "KINDS",
    "MAY_ADD",
    "MAY_EDIT",
    "AlreadyACustomer",
    "AlreadyYours",
    "Customer",
    "LimitReasonMissing",
    "LimitRequest",
    "NameMissing",
    "NotAskedAnyMore",
    "TextTooLong",
    "add",
    "check_new",
    "decide_limit",
    "decide_terms",
    "edit",
    "get",
    "owners",
    "report_claim",
    "set_limit",
    "set_terms",
    "set_wish",
    "touch",
    "visible",
    "waiting_limit",
]
