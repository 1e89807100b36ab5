"""`gendan erase`: what is personal of somebody goes, what was bought and paid stays; and is done again after a restore.

Every erasure is a line of a file beside the books, without a personal word, since the books of a backup that is older
than the erasure do not know of it.
"""

from __future__ import annotations

import errno
import os
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.config import Settings
from bot.office import kept_in, moment_of, open_for_office, said_in_both
from bot.running import say
from models import erasure
from models.database import Database
from models.erasure import Candidate, Erased, Listed
from models.refusals import Refusal

FILE = "erasures.jsonl"


def erase(who: str) -> int:
    """Erase the one person or customer's contact that `who` means; gives 0 when it is done."""
    opened = open_for_office()
    if opened is None:
        return 1
    settings, db = opened
    try:
        found = db.read_now(lambda session: erasure.find(session, who))
        if len(found) != 1:
            _tell_who(who, found)
            return 1
        _tell(found[0], _erased(db, settings, found[0]))
        erasure.wipe(db)
    except Refusal as refusal:
        say(said_in_both(refusal))
        return 1
    except (OSError, DBAPIError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        say(f"Not erased, or not everywhere ({why}): try again. 没有删完，请重试。")
        return 1
    finally:
        db.close_now()
    return 0


def _erased(db: Database, settings: Settings, one: Candidate) -> Erased:
    now, folder = moment_of(db, settings), kept_in(settings)

    def work(session: Session) -> Erased:
        if one.subject == "person":
            done = erasure.erase_person(session, now=now, person_id=one.subject_id)
        else:
            done = erasure.erase_customer(session, now=now, customer_id=one.subject_id)
        note_down(folder, done.listed)  # before the commit: rather listed and not yet done than done and not listed
        return done

    return db.write_now(work)


def note_down(folder: Path, one: Listed) -> None:
    """Add an erasure to the list beside the books, on the disk when this returns. Raises OSError."""
    if one in listed(folder):
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write(erasure.as_line(one) + "\n")
        file.flush()
        os.fsync(file.fileno())


def listed(folder: Path) -> list[Listed]:
    """The erasures listed beside the books. Raises OSError, also where a line is none."""
    path, found = folder / FILE, []
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, start=1):
        try:
            found.append(erasure.from_line(line))
        except ValueError:
            raise OSError(errno.EINVAL, f"line {number} is no erasure", str(path)) from None
    return found


def reapply_erasures(session: Session, folder: Path, *, now: datetime) -> int:
    """After a restore: erase again whoever was erased since the backup; gives how many. Raises as `listed`."""
    return erasure.reapply(session, listed(folder), now=now)


def _tell_who(who: str, found: list[Candidate]) -> None:
    if not found:
        say(f"Nobody is called {who}: a person's name or number, a customer's code, name, contact or phone is needed.")
        say(f"没有找到 {who}：请写同事的姓名或编号，或客户的编码、名称、联系人、电话。")
        return
    say(f"{who} may mean several; say which one. 不止一个，请写清楚是哪个：")
    for one in found:
        say(f"  gendan erase {one.reference}  ({one.name} {one.about})".rstrip())


def _tell(one: Candidate, done: Erased) -> None:
    say(f"✓ Erased {one.reference}: personal details, {done.updates} messages, {done.letters} letters, "
        f"{done.conversations} open conversations, the words of {done.words} entries of history. "
        "Sums and document numbers stay.")  # fmt: skip
    say("已删除个人资料；金额和单号保留。聊天软件服务器和已有备份里的副本不归本程序管，恢复备份时会再次删除。")
    say("Backups made before still hold them; after a restore this is done again. Telegram keeps its own copies.")
