"""One card answers where an order is; approvals and cancellations are a tap away."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from models.letters import Letter
from models.orders import Approval, Order, OrderState
from models.people import Person, PersonRole, Role
from tests.company import Chatter, Company


class Trade:
    """A company with one order under the floor price, placed by 李伟."""

    def __init__(self, company: Company, language: str = "zh") -> None:
        self.company = company
        self.boss = company.person("张总", Role.BOSS)
        self.wang = company.person("王经理", Role.MANAGER, language=language)
        self.li = company.person("李伟", Role.REP, manager="王经理")
        self.sun = company.person("孙丽", Role.REP)
        self.chen = company.person("小陈", Role.ASSISTANT, serves=("李伟",))
        self.customer = company.customer("恒达文具", rep="李伟", short_name="恒达")
        company.product("P1", "中性笔", list_price=1000, floor=800, stock=500)

    async def changes(self, what: str, said: str) -> str:
        """The rep changes the first line of the order; gives what came back."""
        for label in ("看订单", "改单", "明细", "✏️ 1.", what):
            await self.li.taps(label)
        await self.li.says(said)
        await self.li.taps("完成")
        return await self.li.taps("✅ 确认改单")

    async def orders_for(self, price: str) -> str:
        """李伟 takes an order of 20 at a price."""
        await self.li.says("/order")
        await self.li.taps("恒达")
        await self.li.taps("P1")
        await self.li.says("20")
        await self.li.says(price)
        await self.li.taps("完成")
        return await self.li.taps("✅ 确认下单")

    def order(self) -> Order:
        """The newest order."""

        def find(session: Session) -> Order:
            return session.exec(select(Order).order_by(col(Order.id).desc())).first()  # type: ignore[return-value]

        return self.company.books(find)

    def approval(self) -> Approval:
        """The newest approval."""

        def find(session: Session) -> Approval:
            query = select(Approval).order_by(col(Approval.id).desc())
            return session.exec(query).first()  # type: ignore[return-value]

        return self.company.books(find)


async def button(person: Chatter, label: str) -> tuple[int, str]:
    """An old button to be pressed later."""
    return await person._button(label, None)


async def test_the_manager_reads_the_exact_reason_and_approves_with_one_tap(company: Company) -> None:
    trade = Trade(company)
    done = await trade.orders_for("7.5")
    assert "等 王经理 批：低于底价" in done
    letter = await trade.wang.sees()
    assert "请批：低于底价" in letter
    assert "恒达 · 李伟 下的单" in letter
    assert "中性笔 报价 7.50，低于底价 8.00 元/支" in letter
    assert "⏳ 批了才发，约定 11月23日 周一 上午发出" in letter
    assert "待发货" not in letter
    said = await trade.wang.taps("同意")
    assert "已同意 DD20261123-001" in said
    assert trade.order().state == OrderState.OPEN
    assert "王经理 同意了 DD20261123-001 · 恒达（低于底价），可以发货了" in await trade.li.sees()
    assert "新订单 DD20261123-001" in await trade.chen.sees()
    assert "王经理 09:05 已同意" in await trade.wang.sees()
    assert "同意" not in await trade.wang.buttons()


async def test_the_manager_reads_it_in_english_too(company: Company) -> None:
    trade = Trade(company, language="en")
    await trade.orders_for("7.5")
    assert "under the floor of 8.00" in await trade.wang.sees()
    await trade.wang.taps("Refuse")
    assert "Why not?" in await trade.wang.sees()
    await trade.wang.taps("Price too low")
    assert trade.order().state == OrderState.REFUSED
    assert "Price too low, talk to them again" in await trade.li.sees()


async def test_a_refusal_is_told_with_its_reason_and_the_order_can_be_mended(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("7.5")
    await trade.wang.taps("不同意")
    await trade.wang.says("至少 8 块")
    assert "王经理 没同意 DD20261123-001" in await trade.li.sees()
    assert "至少 8 块" in await trade.li.sees()
    assert "王经理 不同意（低于底价）：至少 8 块" in await trade.li.taps("看订单")
    assert "已改好 DD20261123-001" in await trade.changes("改单价", "8")
    assert trade.order().state == OrderState.OPEN


async def test_an_edit_makes_the_old_button_worthless(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("7.5")
    old = await button(trade.wang, "同意")
    await trade.changes("改数量", "300")
    assert "已有变动" in await trade.wang.forges(*old)
    assert trade.order().state == OrderState.WAITING
    await trade.wang.taps("同意")
    assert trade.order().state == OrderState.OPEN


async def test_who_agreed_before_a_change_is_told_so_and_what_changed(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("7.5")
    await trade.wang.taps("同意")
    await trade.li.taps("看订单")
    card = await trade.li.taps("改单")
    assert "王经理 批过这张单（低于底价）。一改就作废，确认改单后要重新批" in card
    for label in ("明细", "✏️ 1.", "改数量"):
        await trade.li.taps(label)
    await trade.li.says("300")
    await trade.li.taps("完成")
    await trade.li.taps("✅ 确认改单")
    letter = await trade.wang.sees()
    assert "请批：低于底价" in letter
    assert "您 09:05 批过这张单（当时 150.00 元）" in letter
    assert "• 中性笔 20 支 × 7.50 → 300 支 × 7.50" in letter


async def test_a_change_that_needs_no_agreement_says_so_and_the_letter_is_in_english_too(company: Company) -> None:
    trade = Trade(company, language="en")
    await trade.orders_for("7.5")
    await trade.wang.taps("Approve")
    await trade.changes("改单价", "7")
    assert "You approved this order at 09:05 (it was ¥150.00 then)" in await trade.wang.sees()
    await trade.wang.taps("Approve")
    for label in ("看订单", "改单", "明细", "✏️ 1.", "改单价"):
        await trade.li.taps(label)
    await trade.li.says("9")
    assert "这样改不用再批" in await trade.li.taps("完成")


async def test_an_old_button_of_an_agreement_that_is_void_since_says_so(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("7.5")
    old = await button(trade.wang, "同意")
    assert "可以发货了" in await trade.wang.taps("同意")
    await trade.changes("改数量", "300")
    said = await trade.wang.forges(*old)
    assert "这次申请已作废，没有批：DD20261123-001" in said
    assert "可以发货" not in said
    assert trade.order().state == OrderState.WAITING


async def test_a_demoted_managers_old_button_does_nothing(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("7.5")
    old = await button(trade.wang, "同意")

    def demote(session: Session) -> None:
        person = session.exec(select(Person).where(Person.name == "王经理")).one()
        row = session.get(PersonRole, (person.id, Role.MANAGER.value))
        session.delete(row)

    company.write(demote)
    assert "没有权限" in await trade.wang.forges(*old)
    assert trade.order().state == OrderState.WAITING


async def test_two_at_once_decide_once_and_the_second_is_told_who(company: Company) -> None:
    trade = Trade(company)
    company.person("赵总", Role.BOSS)
    company.write(lambda s: _no_terms(s, trade.customer))
    await trade.orders_for("10")
    assert "赊账：客户没有批过账期，连这单共欠 200.00 元" in await trade.boss.sees()
    first, second = await button(trade.boss, "同意"), await button(company.chatters["赵总"], "同意")
    await trade.boss.forges(*first)
    assert "张总 已经同意了" in await company.chatters["赵总"].forges(*second)
    assert "张总 09:05 已同意" in await company.chatters["赵总"].sees()
    assert "已同意" in await trade.boss.forges(*first), "the same tap again gives the same answer"


def _no_terms(session: Session, customer_id: int) -> None:
    from models.customers import Customer

    customer = session.get_one(Customer, customer_id)
    customer.terms_approved = False
    session.add(customer)


async def test_what_waits_is_in_the_menu_and_can_be_decided_from_the_card(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("7.5")
    await trade.wang.says("/start")
    await trade.wang.taps("✍️ 待审批")
    await trade.wang.taps("恒达")
    assert "低于底价 8.00" in await trade.wang.sees()
    await trade.wang.taps("✅ 同意（低于底价）")
    assert trade.order().state == OrderState.OPEN


async def test_a_guessed_approval_and_a_guessed_order_are_not_found(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("7.5")
    await trade.sun.says("/start")
    message = (await trade.sun.messages())[-1]["message_id"]
    assert "没有权限" in await trade.sun.forges(message, f"ap:y:{trade.approval().id}")
    assert "没有找到" in await trade.sun.forges(message, f"open:order:{trade.order().id}")
    await trade.boss.says("/start")
    message = (await trade.boss.messages())[-1]["message_id"]
    assert "没有找到" in await trade.boss.forges(message, "ap:y:999999")
    for nonsense in ("ap:y:", "ap:x:1", "ap:y:１", "ap:y:1:1"):
        await trade.boss.forges(message, nonsense)
    assert trade.order().state == OrderState.WAITING


async def test_the_rep_asks_to_cancel_and_the_assistant_decides(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("10")
    await trade.li.taps("看订单")
    await trade.li.taps("申请取消")
    await trade.li.taps("客户不要了")
    assert "已申请取消：客户不要了" in await trade.li.sees()
    assert "李伟 申请取消 DD20261123-001" in await trade.chen.sees()
    await trade.chen.taps("看订单")
    await trade.chen.taps("取消订单")
    await trade.chen.taps("按业务员说的取消")
    assert trade.order().state == OrderState.CANCELLED
    assert "已取消：客户不要了" in await trade.li.sees_all()


async def test_the_assistant_may_keep_it(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("10")
    await trade.li.taps("看订单")
    await trade.li.taps("申请取消")
    await trade.li.says("客户在犹豫")
    await trade.chen.taps("看订单")
    await trade.chen.taps("不取消，照发")
    assert trade.order().cancel_asked_at is None
    assert "不取消，照常发货" in await trade.li.sees_all()


async def test_a_cancellation_is_taken_back_by_the_rep_and_the_assistant_learns_it(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("10")
    await trade.li.taps("看订单")
    assert "撤回取消申请" not in await trade.li.buttons()
    await trade.li.taps("申请取消")
    await trade.li.taps("客户不要了")
    card = await trade.li.taps("撤回取消申请")
    assert "撤回取消申请" in card, "it is told on the card"
    assert "已申请取消" not in await trade.li.sees()
    assert "申请取消" in await trade.li.buttons()
    assert (trade.order().cancel_asked_at, trade.order().state) == (None, OrderState.OPEN)
    assert "李伟 撤回了 DD20261123-001 · 恒达 的取消申请，照常发货" in await trade.chen.sees_all()


async def test_the_list_has_tabs_and_the_card_notes_and_copies(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("10")
    await trade.li.says("/orders")
    assert "● 待发货 1" in await trade.li.buttons()
    await trade.li.taps("已取消")
    assert "这里没有订单" in await trade.li.sees()
    await trade.li.taps("待发货")
    await trade.li.taps("恒达")
    await trade.li.taps("备注")
    assert "李伟 备注：客户要红色" in await trade.li.says("客户要红色")
    card = await trade.li.taps("再来一单")
    assert "核对订单" in card
    assert "合计 200.00 元" in card
    assert "DD20261123-002" in await trade.li.taps("✅ 确认下单")


async def test_a_long_story_has_a_window_of_its_own(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("10")
    await trade.li.taps("看订单")
    for number in range(5):
        await trade.li.taps("备注")
        await trade.li.says(f"第{number}次")
    assert "第0次" not in await trade.li.sees()
    await trade.li.taps("全部经过")
    assert "第0次" in await trade.li.sees()
    assert "李伟 下单" in await trade.li.sees()


async def test_a_button_of_an_order_that_was_cancelled_meanwhile_is_refused(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("10")
    await trade.li.taps("看订单")
    await trade.li.taps("改单")
    old = await button(trade.li, "✅ 确认改单")
    await trade.chen.taps("看订单")
    await trade.chen.taps("取消订单")
    await trade.chen.taps("重复下单")
    assert "已经取消" in await trade.li.forges(*old)


async def test_finance_reads_orders_and_takes_none(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("10")
    qian = company.person("钱会计", Role.FINANCE)
    assert "没有权限" in await qian.says("/order")
    await qian.says("/orders")
    await qian.taps("恒达")
    assert "待发货" in await qian.sees()
    assert "改单" not in await qian.buttons()


async def test_letters_about_an_order_are_one_a_person_and_occasion(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("7.5")
    await trade.wang.taps("同意")
    kinds: Any = company.books(lambda s: sorted(s.exec(select(Letter.kind)).all()))
    assert kinds == ["approval-wanted", "order-decided", "order-placed"]


async def test_that_the_customer_was_told_is_one_tap_on_the_card(company: Company) -> None:
    trade = Trade(company)
    await trade.orders_for("10")
    card = await trade.li.taps("看订单")
    assert "还没向客户确认" in card
    seen = await trade.li.taps("☎ 已向客户确认")
    assert "🤝 11月23日" in seen
    assert "☎ 已向客户确认" not in await trade.li.buttons()
    assert trade.order().confirmed_at == company.clock.now()
