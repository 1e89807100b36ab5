"""`gendan audit verify`: whether the audit trail is whole, said in both languages."""

from __future__ import annotations

from bot.office import open_for_office
from bot.running import say
from models.audit import Head, Verdict, verify

WHY = {
    "changed": "it is not what was written. 内容被改过。",
    "parted": "it does not follow the one before: entries are missing or were slipped in. 与前一条接不上。",
    "words": "its words are not what was written. 文字被改过。",
    "forgotten": "its words are gone and no erasure tells of it. 文字不见了，又没有删除记录。",
    "cut": "the noted head is not in the trail: the newest entries were cut off or all was written anew. "
    "记下的末条不在其中：尾部被截掉或整体重写过。",
}
SHOWN = 16  # of a hash: enough to note down and to tell apart


def noted_head(text: str) -> Head:
    """`NUMBER:HASH` as an earlier verification said it. Raises ValueError."""
    number, colon, hashed = text.partition(":")
    if not colon or len(hashed) < SHOWN or not set(hashed) <= set("0123456789abcdef"):
        raise ValueError(text)
    return Head(int(number), hashed)


def verify_trail(noted: str) -> int:
    """Read the whole trail; gives 0 when it is unbroken and holds the head `noted` (empty: none was noted)."""
    try:
        head = noted_head(noted) if noted else None
    except ValueError:
        say(f"{noted}: no head; write it as it was printed, NUMBER:HASH. 请照原样写 编号:哈希。")
        return 1
    opened = open_for_office()
    if opened is None:
        return 1
    _settings, db = opened
    try:
        verdict = db.read_now(lambda session: verify(session, noted=head))
    finally:
        db.close_now()
    for line in told(verdict):
        say(line)
    return 1 if verdict.broken else 0


def told(verdict: Verdict) -> list[str]:
    """A verdict in words."""
    if verdict.broken:
        return [f"✗ Broken at entry {verdict.broken}: {WHY[verdict.why]}"]
    lines = [f"✓ {verdict.count} entries, unbroken. 共 {verdict.count} 条，完整。"]
    if verdict.count:
        head = f"{verdict.head.number}:{verdict.head.hash[:SHOWN]}"
        lines.append(
            f"Head {head}; noted elsewhere, `--noted {head}` later shows that nothing was cut off. 末条可另行记下备查。"
        )
    return lines
