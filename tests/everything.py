"""Where somebody begins who tries everything in the demo company, and what they type."""

from __future__ import annotations

import struct
import zlib
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from models.customers import Customer
from models.learning import Word
from models.orders import Approval, Order
from models.people import Actor, Assistance, Person, PersonRole, Role, actor_of
from models.products import Product
from models.receivables import Payment, Receivable, record_payment, review
from models.samples import Sample
from models.shipments import Shipment
from tests.company import Chatter, Company
from tests.crawler import Crawler
from tests.goods import put_order
from tests.test_payments import owed
from tests.waybills import photo

# Beginnings, most with the steps that lead on from there: what a button is called inside, or "say" for words. In
# quotation marks a message, with _ for its blanks.
ENTRIES = """
/start
/start new.png r_rows card
/start menu_todo r_sections:#/2 r_rows say
/start menu_cod r_items all go c_amount
/start menu_cod r_items all go c_day
/start menu_cod r_items all go c_note
/start menu_cod r_items all go ok
/order back pick say r_products say say done trust
/cancel
/order
/sample back pick say r_products quick done s_purposes s_ways known usual confirm
/payment
/orders
/samples tab:sent r_samples arrived
/find
/find products r_products
/language
/status st:overdue
/status st:reps
/start menu_couriers r_couriers:#/1 pause
/start menu_couriers new say
/start menu_invite say r_offered:#/0 r_offered:#/1 next r_managers r_reps next
/start menu_approvals r_approvals ap:n
/start menu_people r_people:#/1 roles
/start menu_people r_people:#/4 manager
/start menu_people r_people:#/6 serves
/start menu_people r_people:#/4 hand r_takers
/start menu_people r_people:#/5 left
/start menu_review_payments all ok
/words r_words
/words mine
“恒达_12A_20支_明天发顺丰_28号前到” source back
“88A_10支” no
“恒达_12A_20支_28号前到” confirm open story
“一诺_12A_20支” r_customers
“恒达_A4纸_20包” r_products
“恒达_12A_几支” usual
“恒达_12A_20箱” keep
“恒达_12A_20支_发顺丰_走物流” usual
products.csv do
receipt.png
/start known.png file card
/start other.png card
/start two.png r_codes:#/1 others r_codes
""".strip().split("\n")
ON_LETTERS = {
    "ap:n": ["why"],
    "open:order": [
        "b3",
        "note say note say note say note say note say story",
        "b1 how day cal",
        "b1 how address",
        "b1 how day d1 day why_day",
        "b1 trust",
        "ship all later day",
        "ship all later cod",
        "ship all later why",
        "ship all later via",
    ],
    "open:sample": ["cancel", "send none w", "send none d", "send none confirm", "answer say"],
    "open:payment": ["answer"],
    "open:payment:": ["ask"],
    "open:shipment": ["history", "back back"],
    "open:shipment:": ["back other.png r_rows:#/1"],
    "open:receivable": ["trail", "promise", "dispute", "return say say ok", "basis"],
    "open:receivable:": ["return r_items say worth say c_goods"],
    "open:customer": [
        "story",
        "edit field:phone",
        "edit field:terms say",
        "edit field:limit say",
        "edit field:wishes receipt",
        "prices new r_products say say save",
    ],
}


def picture() -> bytes:
    """A grey picture of 64 by 64."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", zlib.compress(b"\0" + bytes(64)) * 64)
        + part(b"IEND", b"")
    )


def files(company: Company) -> dict[str, tuple[bytes, str]]:
    """What is sent: a list of products, a picture of nothing, and photos of waybills that are in the books or not."""
    query = select(Shipment.waybill).where(col(Shipment.receipt_at).is_(None), Shipment.waybill != "")
    known, other, *_rest = company.books(
        lambda s: s.exec(query.where(Shipment.receipt_wanted).order_by(col(Shipment.id))).all()
    )
    products = b"sku,name,unit,list_price,floor_price,stock\nNEW-1,Drum 77,pcs,12.50,10.00,5\n"
    photos = {"known": (known,), "other": (other,), "new": ("SF9900112233445",), "two": ("YT9900112233445", other)}
    return {
        "products.csv": (products, "text/csv"),
        "receipt.png": (picture(), "image/png"),
        **{f"{name}.png": (photo(*numbers), "image/png") for name, numbers in photos.items()},
    }


TYPED: dict[str, dict[str, list[str]]] = {
    "zh": {
        "day": ["今天", "11-24"], "promise": ["明天"], "arrived": ["今天"], "Pick:customer": ["Newcomer", "恒"],
        "reason": ["电话里说好的"], "*": ["电话里说好的"], "terms": ["月结60天"], "province": ["湖南"],
    },
    "en": {
        "day": ["today", "11-24"], "promise": ["tomorrow"], "arrived": ["today"], "Pick:customer": ["Newcomer", "hd"],
        "reason": ["as agreed"], "*": ["as agreed"], "terms": ["net 60"], "province": ["Hunan"],
    },
}  # fmt: skip
BOTH = {
    "quantity": ["2", "a few"], "price": ["95", "5"], "amount": ["12.50", "no idea"], "cod": ["10"], "fee": ["5"],
    "waybill": ["SF#"], "number": ["SF#"], "one": ["SF#"], "list": ["SF#"], "product": ["12", "zzz"],
    "phone": ["139#"], "Find:main": ["12", "hd"], "limit": ["5000"], "name": ["Newcomer #"], "value": ["139#"],
}  # fmt: skip


def who_does_all(company: Company, language: str) -> Crawler:
    """Somebody with every role."""
    who = joined(company, language, everything=True)[0]
    seed(company, who.actor)
    return Crawler(company, who, language, {**BOTH, **TYPED[language]}, entries(company), files(company))


def each_by_role(company: Company, language: str) -> list[Crawler]:
    """Everybody as they are."""
    commands = [entry for entry in ENTRIES if entry[0] == "/"]
    people = joined(company, language)
    return [Crawler(company, who, language, {**BOTH, **TYPED[language]}, commands) for who in people]


def joined(company: Company, language: str, *, everything: bool = False) -> list[Chatter]:
    """The people of the demo company on their phones, all in one language; with `everything` the boss has each role."""

    def settle(session: Session) -> list[tuple[str, int]]:
        people = list(session.exec(select(Person).order_by(col(Person.id))))
        for person in people:
            person.language = language
            session.add(person)
        if everything:
            boss = people[0].id
            held = set(session.exec(select(PersonRole.role).where(PersonRole.person_id == boss)))
            session.add_all(PersonRole(person_id=boss, role=role.value) for role in Role if role.value not in held)
            reps = select(PersonRole.person_id).where(PersonRole.role == Role.REP.value, PersonRole.person_id != boss)
            session.add_all(Assistance(assistant_id=boss, rep_id=rep) for rep in session.exec(reps))
        return [(person.name, person.telegram_id or 0) for person in people]

    found = company.write(settle)
    for name, number in found:
        company.sandbox.add_person(id=number, name=name, language=language)
    return [Chatter(company, name, number) for name, number in found]


def entries(company: Company) -> list[str]:
    """Where to begin: commands, files, and the letter buttons of documents that are there."""
    newest: dict[str, Any] = {
        "ap:n": select(func.max(Approval.id)).where(Approval.state == "waiting"),
        "open:order": select(func.max(Order.id)).where(Order.state == "open"),
        "open:shipment": select(func.max(Shipment.id)).where(col(Shipment.receipt_at).is_(None)),
        "open:shipment:": select(func.max(Shipment.id)).where(
            col(Shipment.receipt_at).is_(None), col(Shipment.receipt_wanted)
        ),
        "open:receivable": select(func.max(Receivable.id)),
        "open:receivable:": select(func.max(Receivable.id)).where(col(Receivable.shipment_id).is_not(None)),
        "open:payment": select(func.max(Payment.id)).where(Payment.state == "questioned"),
        "open:payment:": select(func.max(Payment.id)).where(Payment.state == "recorded"),
        "open:customer": select(func.min(Customer.id)),
        "open:sample": select(func.max(Sample.id)).where(Sample.state == "requested"),
    }
    numbers = company.books(lambda s: {name: s.exec(query).one() for name, query in newest.items()})
    letters = [f"{name.rstrip(':')}:{number} {steps}" for name, number in numbers.items() for steps in ON_LETTERS[name]]
    return [*ENTRIES, *letters]


def seed(company: Company, boss: Actor) -> None:
    """What the past of the demo company lacks: a payment that finance asks about, a customer who never bought, goods
    that left without a waybill number.
    """
    customer = company.customer("Newcomer Ltd", "李伟", province="湖南", code="YW00-9999")

    def ask(session: Session) -> None:
        is_finance = select(PersonRole.person_id).where(PersonRole.role == Role.FINANCE.value)
        finance = session.exec(select(Person).where(col(Person.id).in_(is_finance), Person.id != boss.id)).one()
        number = record_payment(
            session,
            by=boss,
            now=company.clock.now(),
            customer_id=customer,
            amount_fen=100,
            received_on=company.clock.now().date(),
            means="cash",
        )
        who = actor_of(session, finance)
        review(session, by=who, now=company.clock.now(), payment_id=number, confirm=False, question="who?")

    company.write(ask)
    company.write(_unnumbered)
    late = company.customer("Old Debtor Ltd", "李伟", code="YW00-9998")
    owed(company, late, "QC-1", 5000, due=company.clock.now().date() - timedelta(days=20), terms="invoice+30d")
    product = company.books(lambda s: s.exec(select(Product.id)).first()) or 0
    company.write(lambda s: put_order(s, customer_id=late, by=boss.id, now=company.clock.now(), lines=[(product, "2")]))
    called = Word(subject="product", subject_id=product, term="二号粉", folded="二号粉", proposed_by=boss.id,
                  proposed_at=company.clock.now())  # fmt: skip
    company.write(lambda s: s.add(called))


def _unnumbered(session: Session) -> None:
    carried = select(Shipment).where(Shipment.via == "express", col(Shipment.receipt_at).is_(None))
    newest = carried.where(Shipment.waybill != "").order_by(col(Shipment.id).desc()).limit(1)
    session.exec(newest).one().waybill = ""
