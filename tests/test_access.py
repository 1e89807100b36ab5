"""Nobody gets at what is not theirs: each handler that the product has, each role, a foreign record.

What there is to try is read from the product (`tests/access.py`). A boss, who may see all, tries the same first: that
shows that the look-out sees.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Any

import pytest
from aiohttp import ClientSession
from sqlmodel import Session, col, select

from bot.webhook import HEADER
from locales import languages, plain
from models.inbox import InboxUpdate
from models.journal import JournalEntry
from models.orders import Order
from models.people import Person, PersonRole, Role
from tests.access import (
    CANARIES,
    FRAGMENT,
    INTENT,
    NUMBERS,
    WAYBILL,
    F,
    Intruder,
    handlers_of,
    looks,
    papers,
    plant,
    presses,
)
from tests.company import Company
from tests.test_operator import _webhook
from tests.waybills import photo

# Buttons of letters and texts without a command, upon a foreign record. A handler that is missing here fails a test.
LETTERS: dict[str, list[str]] = {
    "handlers.orders.open_from_letter": [f"open:order:{F}"],
    "handlers.approve.decide": [f"ap:y:{F}", f"ap:n:{F}"],
    "handlers.shipment_card.open_letter": [f"open:shipment:{F}"],
    "handlers.samples.open_from_letter": [f"open:sample:{F}"],
    "handlers.samples.decide_by_letter": [f"sw:y:{F}", f"sw:n:{F}"],
    "handlers.receivable_card.opened": [f"open:receivable:{F}", f"open:receivable:{F + 1}"],
    "handlers.payment_card.opened": [f"open:payment:{F}"],
    "handlers.answer_reminder.answer": [f"rm:{verb}:1:{F}" for verb in "ctkrvypilwdmnq"] + ["rm:l:1", "rm:m:1:1"],
    "handlers.status.opened": [
        f"st:{what}:{F}" for what in ("again", "overdue", "reps", "orders", "waiting", "samples")
    ],
    "handlers.customer_card._open_card": [f"open:customer:{F}"],
    "handlers.customer_card._decide_terms": [f"ct:{answer}:{F}:shipment+60d" for answer in "yn"],
    "handlers.credit_limit.decide_by_letter": [f"cl:{answer}:{F}:7777700" for answer in "yn"],
    "handlers.join._decide": [f"jn:y:{F}", f"jn:n:{F}"],
}
TEXTS: dict[str, list[dict[str, Any]]] = {
    "handlers.free_text.hear": [
        {"text": said}
        for said in (FRAGMENT, *NUMBERS, f"{FRAGMENT} 中性笔 20支", "13977777", f"{FRAGMENT} owes?", "P777", "欠款")
    ],
    "handlers.todo.open_todo": [{"text": "待办"}, {"text": "todo"}],
    "handlers.commands._unknown": [{"text": "/people"}, {"text": f"/zzz {FRAGMENT}"}],
    "handlers.import_file.take_file": [
        {"document": {"file_id": "1", "file_unique_id": "1", "file_name": "customers.csv", "file_size": 9}}
    ],
    "handlers.other_files.take_other": [
        {"document": {"file_id": "1", "file_unique_id": "1", "file_name": "po.pdf", "file_size": 9}, "caption": said}
        for said in (FRAGMENT, *NUMBERS, f"{FRAGMENT} 中性笔 20支")
    ],
}
PHOTOS = {"handlers.read_waybill.take_photo": ("", FRAGMENT, *NUMBERS)}  # of the foreign waybill, with captions
# Windows that show the number in the person's own photo, whoever's shipment goes under it.
OF_THEIR_PHOTO = ("ReadWaybill:codes", "ReadWaybill:which")
ROLES = {
    "rep": (Role.REP,),
    "assistant": (Role.ASSISTANT,),
    "manager": (Role.MANAGER,),
    "warehouse": (Role.WAREHOUSE, Role.PRODUCTION),
}


@pytest.fixture
async def house(company: Company) -> Company:
    """A company with the foreign records, and one more customer that the house itself looks after."""
    await company.app.schedule.stop()
    plant(company)
    company.product("P1", "中性笔")
    company.courier("德邦")
    return company


def intruder(house: Company, *roles: Role) -> Intruder:
    """Somebody of another team, with a rep and a customer of their own."""
    house.person("王总", Role.MANAGER)
    house.person("李伟", Role.REP, manager="王总")
    house.customer("恒达", rep="李伟")
    who = house.person("闯", *roles, manager="王总", serves=("李伟",) if Role.ASSISTANT in roles else ())
    return Intruder(house, who.id)


def seen(said: str, *more: str) -> list[str]:
    """The foreign words in what was shown."""
    return [word for word in (*CANARIES, *more) if word in said]


async def test_every_handler_is_tried(house: Company) -> None:
    found = handlers_of(house)
    assert sorted(set(found["callback_query"]) ^ set(LETTERS)) == []
    assert sorted(set(found["message"]) - {"handlers.join.come"} ^ {*TEXTS, *PHOTOS}) == []
    assert found["other"] == []
    assert len(found["command"]) > 10


async def walk(house: Company, who: Intruder, presses: Iterable[tuple[str, str]]) -> tuple[dict[str, Any], list[Any]]:
    """Windows that showed a foreign word, with what; and presses that the product could not make sense of."""
    shown: dict[str, Any] = {}
    defects = []
    for state, press in presses:
        who.stand_in(state)
        said = await (who.says(press[4:]) if press.startswith("say ") else who.taps(f"{INTENT}\x1d{press}"))
        theirs = (WAYBILL,) if state in OF_THEIR_PHOTO else ()
        if words := seen(said, *(number for number in NUMBERS if number not in theirs)):
            shown[state] = (press, words)
        if any(plain(language, "refusal-defect")[:9] in said for language in languages()):
            defects.append((state, press))
    return shown, [one for one in defects if not one[0].startswith("ImportFile:")]  # that is about a file, not a record


async def test_no_window_shows_or_changes_what_is_foreign(house: Company) -> None:
    """Whoever has every role that does not see all: only the scope stands between them and the documents."""
    who = intruder(house, *(role for roles in ROLES.values() for role in roles))
    before = papers(house)
    assert await walk(house, who, presses(house)) == ({}, [])
    assert papers(house) == before


@pytest.mark.parametrize("role", ROLES)
async def test_no_role_looks_into_a_foreign_window(house: Company, role: str) -> None:
    who = intruder(house, *ROLES[role])
    before = papers(house)
    assert await walk(house, who, looks(house)) == ({}, [])
    assert papers(house) == before


async def test_the_look_out_sees_what_a_boss_is_shown(house: Company) -> None:
    shown, _defects = await walk(house, intruder(house, Role.BOSS), looks(house))
    assert {
        "OrderCard:main", "ShipmentCard:main", "ReceivableCard:main", "PaymentCard:main", "SampleCard:main",
        "CustomerCard:main", "CustomerCard:history", "TakeOrder:card", "RequestSample:card", "RecordPayment:confirm",
        "CreditClaim:confirm", "Ship:what", "TakeBackReceipt:one", "TakeBackReceipt:differs", "EnterWaybill:number",
        "ReadWaybill:codes", "ReadWaybill:found", "ReadWaybill:which", "ReadWaybill:entered", "People:card",
    } <= shown.keys(), sorted(shown)  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
async def test_no_letters_button_and_no_words_open_what_is_foreign(house: Company, role: str) -> None:
    who = intruder(house, *ROLES[role])
    before, leaks = papers(house), []
    for data in (one for each in LETTERS.values() for one in each):
        if words := seen(await who.taps(data), *NUMBERS):
            leaks.append((data, words))
    contents = [one for each in TEXTS.values() for one in each]
    for command in handlers_of(house)["command"]:
        contents += [{"text": f"/{command}{given}"} for given in ("", f" {FRAGMENT}", f" {F}")]
    for content in contents:
        if words := seen(await who.sends(**content)):
            leaks.append((json.dumps(content), words))
    assert leaks == []
    assert papers(house) == before


@pytest.mark.parametrize("role", ROLES)
async def test_no_photo_of_a_foreign_waybill_opens_it(house: Company, role: str) -> None:
    who = intruder(house, *ROLES[role])
    before, leaks = papers(house), []
    for caption in PHOTOS["handlers.read_waybill.take_photo"]:
        who.stand_in("Menu:main")
        said = await who.sends_photo(photo(WAYBILL), caption)
        assert WAYBILL in said, "it was not read"
        if words := seen(said, *(number for number in NUMBERS if number != WAYBILL)):
            leaks.append((caption, words))
    assert leaks == []
    assert papers(house) == before


async def test_a_photo_of_a_waybill_is_opened_for_a_boss(house: Company) -> None:
    who = intruder(house, Role.BOSS)
    assert "Kanarienfirma" in await who.sends_photo(photo(WAYBILL), "")


async def test_a_foreign_document_and_none_at_all_look_the_same(house: Company) -> None:
    who = intruder(house, Role.REP)
    for subject in ("order", "shipment", "receivable", "payment", "sample", "customer"):
        answers = set()
        for number in (F, 4_004):
            said = await who.taps(f"open:{subject}:{number}")
            answers.add(said.replace(str(who.number), "").split('"text":')[-1])
        assert len(answers) == 1, subject


async def test_what_was_tried_stands_in_the_trail_beside_the_document(house: Company) -> None:
    who = intruder(house, Role.REP)
    await who.taps(f"open:order:{F}")
    await who.taps(f"ap:y:{F}")

    def entries(session: Session) -> list[tuple[str, int]]:
        tried = select(JournalEntry).where(JournalEntry.action == "refused").order_by(col(JournalEntry.id))
        return [(entry.subject, entry.subject_id) for entry in session.exec(tried)]

    assert house.books(entries) == [("order", F), ("order", F)]


def take_roles(house: Company, telegram_id: int) -> None:
    """The boss took every role away."""

    def take(session: Session) -> None:
        number = session.exec(select(Person.id).where(Person.telegram_id == telegram_id)).one()
        for role in session.exec(select(PersonRole).where(PersonRole.person_id == number)):
            session.delete(role)

    house.write(take)


async def test_a_role_that_was_taken_in_the_middle_of_a_dialog_is_gone_at_the_next_tap(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    company.customer("恒达", rep="李伟", short_name="恒达", contact="Kanarienfrau")
    company.product("P1", "中性笔")
    for step in ("/order", "恒达", "P1", "20", "标价", "完成"):
        await (li.says(step) if step in ("/order", "20") else li.taps(step))
    take_roles(company, li.id)
    assert "✅" not in await li.taps("✅ 确认下单")
    assert company.books(lambda s: s.exec(select(Order)).all()) == []
    assert "Kanarienfrau" not in await li.says("恒达")


async def test_who_left_in_the_middle_of_a_dialog_is_a_stranger(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    company.customer("恒达", rep="李伟", short_name="恒达")
    await li.says("/find")
    last = (await li.messages())[-1]["message_id"]

    def leave(session: Session) -> None:
        person = session.exec(select(Person).where(Person.telegram_id == li.id)).one()
        person.active, person.telegram_id = False, None

    company.write(leave)
    assert "恒达" not in await li.forges(last, "open:customer:1")
    assert "恒达" not in await li.says("恒达")


async def test_a_button_of_somebody_elses_conversation_is_none(house: Company) -> None:
    """Forwarded, copied or guessed: the window behind it belongs to who opened it."""
    who = intruder(house, Role.REP)
    owner = Intruder(house, 777_000_777)
    owner.stand_in("OrderCard:main")
    before = papers(house)
    who.calls.clear()
    for data in (
        "Forged00\x1dcancel",
        "Forged00\x1db0",
        "Forged00\x1d",
        "\x1d",
        "Unknown1\x1dok",
        "",
        "open:order:",
        "open:order:-1",
    ):
        assert seen(await who.taps(data), *NUMBERS) == []
    assert papers(house) == before


async def test_nonsense_behind_a_button_is_answered_and_changes_nothing(house: Company) -> None:
    who = intruder(house, Role.BOSS)
    before = papers(house)
    for data in (
        "open:order:99999999999999999999", "open:order:1e3", "open:order:１", "ap:y:", "ap:y:0", "ap:maybe:1", "sw:y:x",
        "ct:y:777:../../x", "jn:y:999999999999999", "rm:c:1", "rm:" + "9" * 50, "st:again:9999999999",
        "\x00", "🙂" * 16,
    ):  # fmt: skip
        await who.taps(data)
    assert papers(house) == before
    undone = select(InboxUpdate.error).where(InboxUpdate.state != "done")
    assert house.books(lambda s: s.exec(undone).all()) == []


async def test_a_group_that_nobody_allowed_gets_nothing_and_the_bot_leaves(house: Company) -> None:
    who = intruder(house, Role.BOSS)
    group = {"id": -100_777, "type": "supergroup", "title": "Customers"}
    user = {"id": who.telegram_id, "is_bot": False, "first_name": "x"}
    message = {"message_id": 5, "date": 1_795_000_000, "chat": group, "from": user}
    before = papers(house)
    tap = {
        "id": "1",
        "from": user,
        "chat_instance": "1",
        "data": f"open:order:{F}",
        "message": {**message, "text": "x"},
    }
    said = [
        await who.update(message={**message, "text": f"/find {FRAGMENT}"}),
        await who.update(message={**message, "text": FRAGMENT}),
        await who.update(callback_query=tap),
        await who.update(
            my_chat_member={
                "chat": group, "from": user, "date": 1_795_000_000,
                "old_chat_member": {"status": "left", "user": {"id": 12345, "is_bot": True, "first_name": "b"}},
                "new_chat_member": {"status": "member", "user": {"id": 12345, "is_bot": True, "first_name": "b"}},
            }
        ),
    ]  # fmt: skip
    assert seen("".join(said), *NUMBERS) == []
    assert '"text"' not in "".join(said)
    assert [bool(one) for one in said] == [True, False, False, True]  # it leaves, and again when it is put there again
    assert said[0] == said[-1] == '[{"chat_id": -100777}]'
    assert house.books(lambda s: s.exec(select(InboxUpdate)).all()) == []
    assert papers(house) == before


async def test_the_same_webhook_fifty_times_at_once_is_one_update(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    await li.says("/menu")
    user = {"id": li.id, "is_bot": False, "first_name": "x"}
    update = {"update_id": 990_001, "message": {
        "message_id": 5, "date": 1_795_000_000, "chat": {"id": li.id, "type": "private"}, "from": user, "text": "/menu",
    }}  # fmt: skip
    calls = len(await company.ledger())
    async with _webhook(company.app.intake, "a-secret") as url, ClientSession() as http:

        async def send() -> int:
            async with http.post(url, json=update, headers={HEADER: "a-secret"}) as answer:
                return answer.status

        assert await asyncio.gather(*(send() for _ in range(50))) == [200] * 50
    await company.quiet()
    kept = select(InboxUpdate).where(InboxUpdate.update_id == 990_001)
    assert len(company.books(lambda s: s.exec(kept).all())) == 1
    shown = [one for one in (await company.ledger())[calls:] if one["method"] == "sendMessage"]
    assert len(shown) == 1
