"""Two believable months: orders, approvals, shipments, receipts and money, made by the same operations that people use.

Everything is drawn from one seed, so that each demo company has the same past, counted back from its first day.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from models import orders, receivables, samples, shipments
from models.customers import Customer
from models.days import is_working_day, next_working_day, previous_working_day
from models.letters import Letter, LetterState
from models.orders import Approval, ApprovalKind, Order, OrderState
from models.people import Actor, Person, PersonRole, Role, actor_of, assistants_of, managers_of, with_role
from models.products import AgreedPrice, Product, StockPosting, price_for, stock_on_hand
from models.receivables import Receivable
from models.rules import rules_of
from models.shipments import Courier, Shipment

DAYS = 61
SEED = 20260902
LATE_PAYERS = ("YW00-0011", "YW00-0014", "YW00-0016", "YW00-0019", "YW00-0022")  # these pay late, or not yet
NEVER_YET = 0.6  # this part of what the late ones owe is still open
HALF_PAYER = "YW00-0003"  # pays a part first
PUNCTUAL_REP = "李伟"  # his customers pay in time, so that the first who does not is the one of the guide
PUNCTUAL = ("YW00-0020",)  # and so does this one, of a rep who works in English
GUIDED = "YW00-0005"  # the customer of the guide: always sent with the courier that is never late
QUICK_COURIER, SLOW_COURIER = "顺丰", "源伟丰"
SLOW = 0.5  # this part of what the slow courier should bring back does not come in time
PREFIXES = {"顺丰": "SF", "联昊通": "LHT", "源伟丰": "YWF", "申通": "ST"}  # of waybill numbers
QUANTITIES = (5, 10, 10, 20, 20, 30, 50, 100)


def two_months(session: Session, now: datetime) -> None:
    """Write the past into books that hold master data only; its letters were read long ago."""
    past = Past(session, now)
    past.plan()
    past.live()
    _restock(session, now)
    session.execute(update(Letter).values(state=LetterState.DROPPED.value, stale=False))


class Past:
    """What happened, in the order in which it happened."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session, self.now = session, now
        self.rules = rules_of(session)
        self.today = self.rules.today(now)
        self.last_day = previous_working_day(self.today)
        self.unfinished = datetime.combine(self.last_day, time(14), tzinfo=self.rules.zone)
        self.chance = random.Random(SEED)  # noqa: S311 - a believable past, no secret
        self.queue: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self.customers = list(session.exec(select(Customer).order_by(col(Customer.code))))
        self.weights = [3 if one.terms == "cod" or one.code in LATE_PAYERS else 1 for one in self.customers]
        self.products = list(session.exec(select(Product).order_by(col(Product.sku))))
        self.couriers = {courier.name: courier for courier in session.exec(select(Courier))}
        reps = session.exec(select(Person).join(PersonRole).where(PersonRole.role == Role.REP.value))
        self.reps = {rep.id: actor_of(session, rep) for rep in reps}

    def at(self, day: date, hour: int, minute: int, work: Callable[[datetime], None]) -> None:
        """Plan something; what lies ahead of now has not happened."""
        moment = datetime.combine(day, time(hour, minute), tzinfo=self.rules.zone)
        if moment < self.now:
            heapq.heappush(self.queue, (moment, len(self.queue) + self.chance.randrange(10**6) * 10**6, work))

    def live(self) -> None:
        """Let it happen."""
        while self.queue:
            moment, _order, work = heapq.heappop(self.queue)
            work(moment)

    def plan(self) -> None:
        """Agreed prices first, then a few orders each working day, and some samples."""
        self._agree_prices()
        day = self.today - timedelta(days=DAYS)
        while day <= self.today:
            if is_working_day(day):
                for number in range(self.chance.choice((1, 2, 2, 3))):
                    hour, minute = (9, 20) if number == 0 else (self.chance.randrange(9, 17), self.chance.randrange(60))
                    self.at(day, hour, minute, self._order)
            day += timedelta(days=1)
        for hour, minute in ((14, 20), (14, 50), (15, 15), (16, 5), (16, 30)):  # still to ship on the first morning
            self.at(self.last_day, hour, minute, self._order)
        guided = next(one for one in self.customers if one.code == GUIDED)
        for ago in (27, 12):
            self.at(_working(self.today - timedelta(days=ago)), 10, 40, lambda at: self._order(at, guided))
        for ago, sent, answered in ((40, 1, 12), (25, 2, 14), (16, 1, None), (12, 1, None), (4, None, None)):
            self._plan_sample(self.today - timedelta(days=ago), sent, answered)

    def _agree_prices(self) -> None:
        since = self.today - timedelta(days=DAYS + 5)
        for number, customer in enumerate(self.customers[:12]):
            product = self.products[(number * 3) % len(self.products)]
            middle = (product.list_price_fen + product.floor_price_fen) // 2
            agreed = AgreedPrice(
                customer_id=customer.id, product_id=product.id, price_fen=middle, from_on=since, set_at=self.now
            )
            self.session.add(agreed)
        self.session.flush()

    def _actor(self, person: Person) -> Actor:
        return actor_of(self.session, person)

    def _assistant(self, customer: Customer) -> Actor:
        return self._actor(assistants_of(self.session, customer.rep_id)[0])

    def _placer(self, customer: Customer) -> Actor:
        return self.reps[customer.rep_id] if customer.rep_id in self.reps else self._assistant(customer)

    def _order(self, moment: datetime, customer: Customer | None = None) -> None:
        customer = customer or self.chance.choices(self.customers, self.weights)[0]
        by = self._placer(customer)
        draft = orders.begun(self.session, by=by, customer_id=customer.id)
        draft["lines"] = [self._line(product, customer, moment) for product in self._picked()]
        draft["courier"] = "" if draft["ship_via"] != "express" else self._courier_for(customer)
        courier = self.couriers.get(draft["courier"])
        draft["receipt_back"] = courier is not None and courier.brings_receipts and self.chance.random() < 0.5
        order_id = orders.place(self.session, by=by, now=moment, draft=draft)
        order = self.session.get_one(Order, order_id)
        if moment < self.unfinished:  # what was asked for since then is still to be decided
            for approval in self.session.exec(select(Approval).where(Approval.order_id == order_id)):
                self._approve(approval, customer, moment + timedelta(minutes=20))
            if order.state == OrderState.OPEN:
                orders.confirm(self.session, by=by, now=moment + timedelta(minutes=40), order_id=order_id)
        if order.settlement == "prepay":
            paid = next_working_day(moment.date())
            self.at(paid, 10, 5, lambda at: self._pay(customer, order.total_fen, [], at))
        leaves = max(order.ship_on, next_working_day(moment.date()) if order.settlement == "prepay" else order.ship_on)
        hour = 17 if leaves == moment.date() and moment.hour >= 15 else 15
        self.at(leaves, hour, 40, lambda at: self._ship(order_id, at))

    def _picked(self) -> list[Product]:
        usual = self.products[: len(self.products) * 2 // 3]
        return self.chance.sample(usual, self.chance.choice((1, 2, 2, 3)))

    def _line(self, product: Product, customer: Customer, moment: datetime) -> dict[str, Any]:
        price, source = price_for(self.session, customer.id, product, moment.date())
        if self.chance.random() < 0.06:
            price, source = product.floor_price_fen - 20, "said"
        quantity = self.chance.choice(QUANTITIES)
        return {"product_id": product.id, "quantity": str(quantity), "unit_price_fen": price, "price_from": source}

    def _courier_for(self, customer: Customer) -> str:
        if customer.code == GUIDED:
            return QUICK_COURIER
        return self.chance.choice(("顺丰", "联昊通", "源伟丰") if customer.province == "广东" else ("顺丰", "申通"))

    def _approve(self, approval: Approval, customer: Customer, moment: datetime) -> None:
        boss = approval.kind == ApprovalKind.CREDIT.value
        person = with_role(self.session, Role.BOSS)[0] if boss else managers_of(self.session, customer.rep_id)[0]
        orders.decide(
            self.session, by=self._actor(person), now=moment, approval_id=approval.id, approve=True, reason=""
        )

    def _ship(self, order_id: int, moment: datetime) -> None:
        order = self.session.get_one(Order, order_id)
        if order.state not in ("open", "part") or self._held_back(order):
            return
        customer = self.session.get_one(Customer, order.customer_id)
        by = self._assistant(customer)
        lines = {view.line.id: str(view.missing) for view in orders.lines_of(self.session, order.id) if view.missing}
        for view in orders.lines_of(self.session, order.id):
            self._produce(view.product.id, view.missing, moment)
        courier = self.couriers.get(order.courier)
        cod = order.settlement == "cod" and courier is not None and courier.collects_money
        shipment_id = shipments.post(
            self.session,
            by=by,
            now=moment,
            order_id=order.id,
            lines=lines,
            via=order.ship_via,
            courier_id=courier.id if courier else None,
            cod_fen=order.total_fen if cod else 0,
            receipt_wanted=order.receipt_back,
            shipped_on=moment.date(),
            reason="客户已承诺月底结清",
        )
        if courier and not (moment.date() >= self.last_day and self.chance.random() < 0.6):
            self.at(next_working_day(moment.date()), 9, 10, lambda at: self._waybill(shipment_id, by, at))
        self._plan_return(shipment_id, customer, order, moment.date(), cod=cod)

    def _produce(self, product_id: int, wanted: Decimal, moment: datetime) -> None:
        """In those months production always caught up in time."""
        if (lacking := wanted - stock_on_hand(self.session, product_id)) > 0:
            made = StockPosting(product_id=product_id, quantity=lacking, reason="count", posted_at=moment)
            self.session.add(made)
            self.session.flush()

    def _held_back(self, order: Order) -> bool:
        """Not paid yet, or taken so late that it still stands in the warehouse."""
        if order.settlement == "prepay":
            return orders.short_of_payment_fen(self.session, order) > 0
        return order.placed_at >= self.unfinished

    def _waybill(self, shipment_id: int, by: Actor, moment: datetime) -> None:
        courier = self.session.get_one(Courier, self.session.get_one(Shipment, shipment_id).courier_id)
        number = f"{PREFIXES[courier.name]}{self.chance.randrange(10**11, 10**12)}"
        shipments.enter_waybill(self.session, by=by, now=moment, shipment_id=shipment_id, waybill=number)

    def _plan_return(self, shipment_id: int, customer: Customer, order: Order, day: date, *, cod: bool) -> None:
        """The receipt, the courier's money, the customer's payment: on time, late, or not yet."""
        by = self._assistant(customer)
        back = day + timedelta(days=self._days_away(order.courier))
        if order.receipt_back:
            self.at(_working(back), 11, 20, lambda at: self._receipt(shipment_id, by, at))
        if cod:
            settled = day + timedelta(days=self._days_away(order.courier))
            self.at(_working(settled), 14, 10, lambda at: self._settle(shipment_id, by, at))
        elif order.settlement != "prepay":
            owed = self.session.exec(
                select(Receivable).where(Receivable.shipment_id == shipment_id, col(Receivable.courier_id).is_(None))
            ).first()
            if owed is not None:
                self._plan_payment(customer, owed, day)

    def _days_away(self, courier: str) -> int:
        """Days until a receipt or money is back from a courier; one of them does not keep to the time agreed."""
        slow = self.chance.random() < SLOW
        return 45 if slow and courier == SLOW_COURIER else self.chance.randrange(2, 6)

    def _receipt(self, shipment_id: int, by: Actor, moment: datetime) -> None:
        if self.session.get_one(Shipment, shipment_id).receipt_at is None:
            shipments.take_back_receipt(self.session, by=by, now=moment, shipment_id=shipment_id, file=None)

    def _settle(self, shipment_id: int, by: Actor, moment: datetime) -> None:
        held = select(Receivable).where(Receivable.shipment_id == shipment_id, col(Receivable.courier_id).is_not(None))
        claim = self.session.exec(held).first()
        if claim is not None and claim.open_fen:
            receivables.settle_cod(
                self.session, by=by, now=moment, receivable_ids=[claim.id], amount_fen=claim.open_fen,
                received_on=moment.date(),
            )  # fmt: skip

    def _plan_payment(self, customer: Customer, owed: Receivable, shipped_on: date) -> None:
        if customer.code in LATE_PAYERS and self.chance.random() < NEVER_YET:
            return  # still open
        late = self.chance.choice((0, 0, 1, 3)) + (9 if customer.code in LATE_PAYERS else 0)
        day = _working(owed.due_on + timedelta(days=late))
        hour, minute = 16, 40
        if self._in_time(customer):  # never due on the morning on which the demo begins
            day = max(previous_working_day(owed.due_on), shipped_on)
            hour, minute = 17, 50
        amount = owed.amount_fen if customer.code != HALF_PAYER else owed.amount_fen // 200 * 100
        if amount:
            self.at(day, hour, minute, lambda at: self._pay(customer, amount, [owed.id], at))

    def _in_time(self, customer: Customer) -> bool:
        if customer.code in PUNCTUAL:
            return True
        rep = self.reps.get(customer.rep_id) if customer.rep_id is not None else None
        return rep is not None and rep.name == PUNCTUAL_REP

    def _pay(self, customer: Customer, amount_fen: int, against: list[int], moment: datetime) -> None:
        by = self._assistant(customer)
        claims = [claim for number in against if (claim := self.session.get_one(Receivable, number)).open_fen]
        if against and not claims:
            return
        payment_id = receivables.record_payment(
            self.session, by=by, now=moment, customer_id=customer.id, amount_fen=amount_fen,
            received_on=moment.date(), means=self.chance.choice(("transfer", "transfer", "wechat", "cash")),
            against=[claim.id for claim in claims] if against else None, note="余款下次一起付" if against else "",
        )  # fmt: skip
        if moment.date() < self.today:
            finance = self._actor(with_role(self.session, Role.FINANCE)[0])
            receivables.review(
                self.session, by=finance, now=moment + timedelta(minutes=15), payment_id=payment_id, confirm=True
            )

    def _regular(self) -> Customer:
        """A rep's customer who was shipped to before: samples cost them nothing."""
        shipped = set(self.session.exec(select(Shipment.customer_id)))
        return self.chance.choice([one for one in self.customers if one.rep_id in self.reps and one.id in shipped])

    def _plan_sample(self, day: date, sent_after: int | None, answered_after: int | None) -> None:
        product = self.chance.choice(self.products)
        asked = _working(day)

        def ask(moment: datetime) -> None:
            customer = self._regular()
            by = self._placer(customer)
            sample_id = samples.request(
                self.session, by=by, now=moment, customer_id=customer.id,
                lines=[(product.id, "2")], purpose="试用对比打印效果",
                address=customer.address, ship_via="express", courier="顺丰", fee_fen=0,
            )  # fmt: skip
            if sent_after is not None:
                self.at(_working(asked + timedelta(days=sent_after)), 16, 0, lambda at: send(sample_id, customer, at))

        def send(sample_id: int, customer: Customer, moment: datetime) -> None:
            by = self._assistant(customer)
            samples.send(
                self.session, by=by, now=moment, sample_id=sample_id, sent_on=moment.date().isoformat(), courier="顺丰",
                waybill=f"SF{self.chance.randrange(10**11, 10**12)}",
            )  # fmt: skip
            if answered_after is not None:
                answered = _working(asked + timedelta(days=answered_after))
                self.at(answered, 10, 30, lambda at: answer(sample_id, self._placer(customer), at))

        def answer(sample_id: int, rep: Actor, moment: datetime) -> None:
            samples.feedback(self.session, by=rep, now=moment, sample_id=sample_id, answer="满意，价格合适就下单")

        self.at(asked, 10, 15, ask)


def _working(day: date) -> date:
    return day if is_working_day(day) else next_working_day(day)


def _restock(session: Session, now: datetime) -> None:
    """Production caught up: what was sold in the past is on the shelf again, but for one product that runs short."""
    issued = select(StockPosting.product_id, func.sum(StockPosting.quantity)).where(StockPosting.reason == "issue")
    scarce = session.exec(select(Product.id).where(Product.sku == "ML-1610")).first()
    for product_id, quantity in session.exec(issued.group_by(col(StockPosting.product_id))).all():
        if product_id != scarce and quantity:
            back = StockPosting(product_id=product_id, quantity=-Decimal(quantity), reason="count", posted_at=now)
            session.add(back)
    session.flush()
