"""Joining, being looked after, leaving."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from models import invitations
from models.customers import Customer
from models.inbox import InboxUpdate
from models.invitations import Invitation
from models.people import Person, PersonRole, Role, add_person
from tests.company import Chatter, Company


async def invite(boss: Chatter, name: str, *roles: str) -> str:
    """Invite through the chat; gives the code."""
    await boss.says("/start")
    await boss.taps("邀请同事")
    await boss.says(name)
    for role in roles:
        await boss.taps(role)
    await boss.taps("下一步")
    while "生成邀请链接" not in await boss.buttons():
        await boss.taps("下一步" if "下一步" in await boss.buttons() else (await boss.buttons())[0])
    given = await boss.taps("生成邀请链接")
    found = re.search(r"/start ([\w-]{22})", given)
    assert found, given
    assert f"?start={found[1]}" in given
    return found[1]


def from_command_line(company: Company, name: str, *roles: Role) -> str:
    return company.write(
        lambda s: invitations.issue(s, name=name, roles=roles, invited_by=None, now=company.clock.now())
    )


async def test_the_first_boss_joins_with_the_code_of_the_command_line(company: Company) -> None:
    code = from_command_line(company, "周总", Role.BOSS)
    zhou = company.stranger("周建国")
    said = await zhou.says(f"/start {code}")
    assert "欢迎，周总" in said
    assert "👥 同事" in await zhou.buttons()


async def test_who_comes_with_a_link_waits_until_the_inviter_lets_them_in(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    code = await invite(boss, "李伟", "业务员")
    li = company.stranger("Li <b>W</b>")
    assert "等他确认" in await li.says(f"/start {code}")
    assert "只对受邀请的同事开放" in await li.says("/start")
    asked = await boss.sees()
    assert "Li <b>W</b>" in asked
    assert str(li.id) in asked
    await boss.taps("✅ 让他加入")
    assert "周总 已让他加入" in await boss.sees_all()
    assert "欢迎，李伟" in await li.sees_all()
    assert "李伟" in await li.says("/start")
    assert "👥 同事" not in await li.buttons()


async def test_a_refused_newcomer_stays_outside_and_the_link_is_void(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    code = await invite(boss, "李伟", "业务员")
    li, other = company.stranger("骗子"), company.stranger("另一个")
    await li.says(f"/start {code}")
    await boss.taps("✖ 不是他")
    assert "没有让他加入" in await boss.sees_all()
    for who in (li, other):
        assert "邀请用不了" in await who.says(f"/start {code}")
    assert company.books(lambda s: s.exec(select(Person.telegram_id).where(Person.name == "李伟")).one()) is None


async def test_wrong_used_and_old_codes_get_the_same_sentence(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    used, late = await invite(boss, "甲", "仓库"), await invite(boss, "乙", "仓库")
    await company.stranger("甲").says(f"/start {used}")
    answers = {await company.stranger().says(f"/start {used}"), await company.stranger().says("/start " + "A" * 22)}
    company.clock.move_to(company.clock.now() + timedelta(hours=24))
    answers.add(await company.stranger().says(f"/start {late}"))
    assert len(answers) == 1


async def test_what_is_no_code_gets_the_sentence_of_a_wrong_one_and_nothing_is_written(company: Company) -> None:
    stranger, bob = company.stranger(), company.stranger("Bob", language="en")
    wrong = await company.stranger().says("/start " + "A" * 22)
    noted = company.books(lambda s: len(s.exec(select(InboxUpdate)).all()))
    assert "只对受邀请的同事开放" in await stranger.says("你好")
    for _again in range(2):
        assert await stranger.says("/start oldcode") == wrong
    assert await stranger.says("在吗") == ""
    assert "open to invited colleagues only" in await bob.says("hello")
    assert "This invitation does not work" in await bob.says("/start oldcode")
    assert company.books(lambda s: len(s.exec(select(InboxUpdate)).all())) == noted


async def test_who_came_can_be_let_in_from_the_list_of_colleagues(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    code = await invite(boss, "李伟", "业务员")
    li = company.stranger("小李")
    await li.says(f"/start {code}")
    await boss.says("/start")
    await boss.taps("👥 同事")
    assert "有人来加入：小李" in await boss.taps("李伟")
    await boss.taps("✅ 让他加入")
    assert "李伟" in await li.says("/start")


async def test_guessing_codes_ends_after_five(company: Company) -> None:
    code = from_command_line(company, "周总", Role.BOSS)
    guesser = company.stranger()
    for letter in "ABCDE":
        await guesser.says("/start " + letter * 22)
    assert "邀请用不了" in await guesser.says(f"/start {code}")
    company.clock.move_to(company.clock.now() + timedelta(hours=1))
    assert "欢迎" in await guesser.says(f"/start {code}")


async def test_a_newer_link_makes_the_older_one_void(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    older, newer = await invite(boss, "李伟", "业务员"), await invite(boss, "李伟", "业务员")
    li = company.stranger()
    assert "邀请用不了" in await li.says(f"/start {older}")
    assert "等他确认" in await li.says(f"/start {newer}")


async def test_a_colleague_with_a_link_is_told_that_none_is_needed(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    li = company.person("李伟", Role.REP)
    code = await invite(boss, "王五", "仓库")
    assert "李伟 已经加入了" in await li.says(f"/start {code}")
    assert "已经加入了" in await _invites_by_name(boss, "李伟")


async def _invites_by_name(boss: Chatter, name: str) -> str:
    await boss.taps("邀请同事")
    await boss.says(name)
    await boss.taps("仓库")
    await boss.taps("下一步")
    return await boss.taps("生成邀请链接")


async def test_a_rep_of_the_books_who_joins_finds_their_customers(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    company.write(lambda s: add_person(s, name="李伟", roles=[Role.REP], now=company.clock.now()) and None)
    company.customer("恒达电子", rep="李伟")
    await boss.says("/start")
    await boss.taps("邀请同事")
    await boss.taps("李伟")
    await boss.taps("下一步")
    code = re.search(r"/start ([\w-]{22})", await boss.taps("生成邀请链接"))
    assert code
    li = company.stranger("李伟")
    await li.says(code[0])
    await boss.taps("✅ 让他加入")
    assert len(company.books(lambda s: s.exec(select(Person).where(Person.name == "李伟")).all())) == 1
    assert li.actor.id == company.books(lambda s: s.exec(select(Customer.rep_id)).one())


async def test_a_manager_invites_only_roles_of_a_team_into_the_own_team(company: Company) -> None:
    wang = company.person("王经理", Role.MANAGER)
    await wang.says("/start")
    await wang.taps("邀请同事")
    await wang.says("小陈")
    assert not {"财务", "业务经理", "老总"} & set(await wang.buttons())
    await wang.taps("业务助理")
    assert (await wang.taps("下一步")).splitlines() == ["邀请 小陈", "岗位：业务助理", "经理：王经理"]
    code = await invite(wang, "小陈", "业务助理")
    chen = company.stranger("陈")
    await chen.says(f"/start {code}")
    await wang.taps("✅ 让他加入")
    manager = company.books(lambda s: s.exec(select(Person.manager_id).where(Person.name == "小陈")).one())
    assert manager == wang.actor.id


async def test_the_chosen_manager_and_the_served_reps_are_kept(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    company.person("王经理", Role.MANAGER)
    company.person("李伟", Role.REP, manager="王经理")
    await boss.says("/start")
    await boss.taps("邀请同事")
    await boss.says("小陈")
    await boss.taps("业务员")
    await boss.taps("业务助理")
    await boss.taps("下一步")
    await boss.taps("王经理")
    await boss.taps("李伟")
    card = await boss.taps("下一步")
    assert "经理：王经理" in card
    assert "服务：李伟" in card
    await boss.taps("生成邀请链接")
    await boss.taps("👥 同事")
    card = await boss.taps("小陈")
    assert "未加入" in card
    assert "服务：李伟" in card


async def test_the_summary_of_an_invitation_has_no_line_that_says_nothing(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    company.person("王经理", Role.MANAGER)
    await boss.says("/start")
    await boss.taps("邀请同事")
    await boss.says("小钱")
    await boss.taps("财务")
    assert (await boss.taps("下一步")).splitlines() == ["邀请 小钱", "岗位：财务"]


async def test_an_old_link_button_of_a_demoted_manager_does_nothing(company: Company) -> None:
    wang = company.person("王经理", Role.MANAGER)
    company.person("周总", Role.BOSS)
    code = await invite(wang, "小陈", "仓库")
    await company.stranger("陈").says(f"/start {code}")
    demoted = wang.actor.id

    def demote(s: object) -> None:
        row = s.get_one(PersonRole, (demoted, "manager"))  # type: ignore[attr-defined]
        row.role = "rep"

    company.write(demote)
    assert "没有权限" in await wang.taps("✅ 让他加入")
    assert company.books(lambda s: s.exec(select(Invitation.state)).one()) == "claimed"


async def test_a_decision_about_a_newcomer_is_made_once(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    code = await invite(boss, "小陈", "仓库")
    await company.stranger("陈").says(f"/start {code}")
    shown = (await boss.messages())[-1]
    yes, no = (button["data"] for button in shown["buttons"][0])
    await boss.forges(shown["message_id"], yes)
    assert "已经处理过" in await boss.forges(shown["message_id"], no)
    assert company.books(lambda s: s.exec(select(Invitation.state)).one()) == "approved"


async def test_who_left_is_a_stranger_at_once(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    li = company.person("李伟", Role.REP)
    company.person("张敏", Role.REP)
    company.customer("恒达电子", rep="李伟")
    company.customer("粤丰贸易", rep="李伟")
    await li.says("/start")
    await boss.says("/start")
    await boss.taps("👥 同事")
    await boss.taps("李伟")
    await boss.taps("已离职")
    said = await boss.taps("确定离职")
    assert "还有 2 个客户" in said
    assert "只对受邀请的同事开放" in await li.taps("+ 新客户")
    assert await li.says("hd") == ""
    await boss.says("hddz")
    assert "归：李伟（已离职，待移交）" in await boss.sees()
    await boss.says("/start")
    await boss.taps("👥 同事")
    await boss.taps("李伟（已离职")
    await boss.taps("移交客户")
    await boss.taps("张敏")
    await boss.taps("恒达电子")
    await boss.taps("全部移交")
    assert "名下客户：0 个" in await boss.sees()
    assert company.books(lambda s: set(s.exec(select(Customer.rep_id)))) == {company.chatters["张敏"].actor.id}


async def test_roles_change_at_once(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    li = company.person("李伟", Role.REP)
    await li.says("/start")
    assert "+ 新客户" in await li.buttons()
    await boss.says("/start")
    await boss.taps("👥 同事")
    await boss.taps("李伟")
    await boss.taps("改岗位")
    await boss.taps("仓库")
    await boss.taps("✅ 业务员")
    await li.says("/start")
    assert "+ 新客户" not in await li.buttons()
    assert "至少要选一个岗位" in await boss.taps("✅ 仓库")


async def test_the_last_boss_can_neither_leave_nor_step_down(company: Company) -> None:
    boss = company.person("周总", Role.BOSS, Role.MANAGER)
    await boss.says("/start")
    await boss.taps("👥 同事")
    await boss.taps("周总")
    assert "已离职" not in await boss.buttons()
    await boss.taps("改岗位")
    assert "最后一位老总" in await boss.taps("✅ 老总")


@pytest.mark.parametrize("name", ["<b>x</b>", "A & B", '"quoted"', "😀李伟", "\u202eabc 李"])
async def test_names_of_any_kind_are_shown_as_they_are(company: Company, name: str) -> None:
    boss = company.person("周总", Role.BOSS)
    code = await invite(boss, name, "仓库")
    visitor = company.stranger(name)
    assert "等他确认" in await visitor.says(f"/start {code}")
    await boss.taps("✅ 让他加入")
    assert "欢迎" in await visitor.sees_all()


@pytest.mark.parametrize("name", ["", "…", "，。", "x" * 51])
async def test_what_is_no_name_is_refused(company: Company, name: str) -> None:
    boss = company.person("周总", Role.BOSS)
    await boss.says("/start")
    await boss.taps("邀请同事")
    said = await boss.says(name) if name else await boss.sends(sticker="😀")
    assert "⚠️" in said


async def test_help_says_in_at_most_ten_lines_what_ones_roles_may_type(company: Company) -> None:
    everything = company.person("全能", *Role)
    store = company.person("老何", Role.WAREHOUSE)
    assert len((await everything.says("/help")).splitlines()) <= 10
    said = await store.says("/help")
    assert "/order" not in said
    assert "/start" in said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("粘贴", "Excel", "快递单", "老规矩", "恒达 欠多少", "/order")),
        ("en", ("paste", "spreadsheet", "waybill", "same as last time", "what does 恒达 owe", "send /order")),
    ],
)
async def test_help_names_what_saves_the_most_typing(company: Company, language: str, words: tuple[str, ...]) -> None:
    li = company.person("李伟", Role.REP, language=language)
    said = await li.says("/help")
    assert [word for word in words if word not in said] == []


async def test_the_language_is_switched_by_command_and_by_button(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    await li.says("/language")
    assert "Hello 李伟" in await li.taps("English")
    assert "send /order" in await li.says("/help")
    assert "你好" in await li.taps("🌐 中文")


async def test_commands_are_registered_for_what_one_is(company: Company) -> None:
    store = company.person("老何", Role.WAREHOUSE)
    await store.says("/start")
    calls = [call for call in await company.ledger() if call["method"] == "setMyCommands"]
    assert '"order"' not in str(calls[-1]).replace("'", '"')
    assert '"find"' in str(calls[-1]).replace("'", '"')


async def test_inviting_and_looking_after_people_speaks_english(company: Company) -> None:
    amy = company.person("Amy", Role.BOSS, Role.MANAGER, language="en")
    company.person("Li", Role.REP, language="en", manager="Amy")
    company.person("Max", Role.REP, language="en", manager="Amy")
    company.customer("恒达电子", rep="Li")
    await amy.says("/start")
    await amy.taps("Invite")
    await amy.says("Bo & <Co>")
    for label, said in (("Sales rep", "What does"), ("Sales assistant", "What does"), ("Next", "Whose team")):
        assert said in await amy.taps(label)
    assert "Whose books" in await amy.taps("Amy")
    await amy.taps("Li")
    assert "Keeps the books of: Li" in await amy.taps("Next")
    link = await amy.taps("Make the link")
    code = re.search(r"/start [\w-]{22}", link)
    assert code
    bo = company.stranger("Bo")
    await bo.says(code[0])
    await amy.taps("✅ Let them in")
    assert "Amy let them in" in await amy.sees_all()
    await amy.says("/start")
    await amy.taps("👥 Colleagues")
    assert "Keeps the books of: Li" in await amy.taps("Bo & <Co>")
    for label, said in (("Roles", "a tap changes"), ("Back", "Telegram id"), ("Serves", "Whose books"), ("Back", "Bo")):
        assert said in await amy.taps(label)
    await amy.taps("Back")
    await amy.taps("Li")
    assert "Who takes over" in await amy.taps("Hand over")
    assert "1 left" in await amy.taps("Max")
    assert "One customer handed to Max" in await amy.taps("Hand over all")
    assert "stay on file" in await amy.taps("Has left")
    assert "Access ended" in await amy.taps("Yes, has left")
