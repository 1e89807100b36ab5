"""`gendan backup | verify | restore | resume`, each a few sentences to the operator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.backup.archive import DamagedError, Manifest
from bot.backup.making import NoBooksError, make_backup
from bot.backup.restoring import HoldsBooksError, NewerBackupError, Restored, restore_backup, try_out
from bot.lock import AlreadyRunningError, OneProgram
from bot.migrate import NewerSchemaError
from bot.office import books_url, kept_in, moment_of, open_for_office
from bot.running import say, settings_or_complaint
from models import letters, paused
from models.database import Database
from models.letters import Unsent
from models.rules import Rules

SHOWN_MISSING = 5
NOW = "now"


def backup(file: Path) -> int:
    """Write a backup while the program may be running."""
    settings = settings_or_complaint()
    if settings is None:
        return 1
    url = books_url(settings)
    path = make_url(url).database if url.startswith("sqlite") else None
    if path and not Path(path).exists():
        return _no_books()

    def work() -> int:
        db = Database(url, settings.rules)
        try:
            made = make_backup(db, kept_in(settings), file, datetime.now(UTC))
        finally:
            db.close_now()
        say(f"{file}: {_counted(made.manifest)}, {made.size:,} bytes. 备份完成。")
        say(f"sha256 {made.sha256}")
        _say_missing(made.manifest.missing)
        return 0

    return _explained(work, file)


def verify(file: Path) -> int:
    """Say whether a backup is whole and can be put back."""

    def work() -> int:
        found = try_out(file).manifest
        say(f"✓ {file} is whole: {_counted(found)}, books of {found.moment:%Y-%m-%d %H:%M} UTC, schema {found.schema}.")
        say("备份完整，可以恢复。")
        _say_missing(found.missing)
        return 0

    return _explained(work, file)


def restore(file: Path, *, replace: bool) -> int:
    """Put a backup back; afterwards nothing is sent until `gendan resume`."""
    settings = settings_or_complaint()
    if settings is None:
        return 1

    def work() -> int:
        db = Database(books_url(settings), settings.rules)
        lock = OneProgram(db)
        try:
            lock.take()
            _tell_restored(
                restore_backup(file, db, kept_in(settings), now=datetime.now(UTC), replace=replace), db.rules
            )
        finally:
            lock.release()
            db.close_now()
        return 0

    return _explained(work, file)


def resume(discard_before: str) -> int:
    """Let letters go out again; those written before a moment may be left out."""
    opened = open_for_office()
    if opened is None:
        return 1
    settings, db = opened
    try:
        now = moment_of(db, settings)
        before = _moment(discard_before, now, db.rules) if discard_before else None

        def work(session: Session) -> tuple[bool, int, Unsent]:
            held = paused.paused(session) is not None
            gone = letters.discard(session, before=before) if held and before else 0
            paused.resume(session, now=now, discarded=gone)
            return held, gone, letters.unsent(session)

        held, gone, waiting = db.write_now(work)
    except ValueError:
        say(f"{discard_before}: no moment; write 2026-12-01, “2026-12-01 09:00” or now. 看不出这是什么时间。")
        return 1
    finally:
        db.close_now()
    if not held:
        say("Sending is not paused. 发送没有暂停。")
        return 0
    say(f"Sending goes on: {_waiting(waiting, db.rules)}; {gone} discarded. 恢复发送。")
    say("A program that is running sends them within half a minute. 运行中的程序半分钟内开始发送。")
    return 0


def _moment(given: str, now: datetime, rules: Rules) -> datetime:
    """What the operator wrote; without a zone, by the company's clock."""
    if given == NOW:
        return now
    moment = datetime.fromisoformat(given)
    return moment if moment.tzinfo else moment.replace(tzinfo=rules.zone)


def _tell_restored(done: Restored, rules: Rules) -> None:
    moment = f"{rules.local(done.made_at):%Y-%m-%d %H:%M}"
    counted = f"{_many(done.rows, 'row')}, {_many(done.files, 'file')}"
    say(f"The books are those of {moment}: {counted}. 账已恢复到 {moment}。")
    _say_missing(done.missing)
    if done.set_aside:
        say(f"{done.set_aside} messages that nobody had worked on then are set aside: ask people to say again what")
        say(f"they wrote since {moment}. 当时未处理的消息不再处理，请大家重发。")
    say(f"Sending is PAUSED, so that nothing old goes out again: {_waiting(done.letters, rules)}. 发送已暂停。")
    say("Start with `gendan run`; people are answered, but no letter leaves. When the books are right:")
    say("  gendan resume                        sends what waits 全部发出")
    say("  gendan resume --discard-before now   sends only what is written from then on 旧的不发")


def _waiting(waiting: Unsent, rules: Rules) -> str:
    if waiting.oldest is None:
        return "no letter waits"
    waits = "letter waits" if waiting.count == 1 else "letters wait"
    return f"{waiting.count} {waits}, the oldest since {rules.local(waiting.oldest):%Y-%m-%d %H:%M}"


def _counted(manifest: Manifest) -> str:
    return (
        f"{_many(manifest.rows, 'row')} in {_many(len(manifest.tables), 'table')}, {_many(len(manifest.files), 'file')}"
    )


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")


def _say_missing(missing: list[str]) -> None:
    if missing:
        named = ", ".join(missing[:SHOWN_MISSING]) + (" …" if len(missing) > SHOWN_MISSING else "")
        say(f"{len(missing)} kept files are missing in DATA_DIR: {named}. 有 {len(missing)} 个附件找不到。")


def _no_books() -> int:
    say("There are no books yet: nothing to back up. 还没有账可备份。")
    return 1


def _explained(work: Callable[[], int], file: Path) -> int:
    """Do it; what is in the way is said in both languages."""
    try:
        return work()
    except NoBooksError:
        return _no_books()
    except DamagedError as error:
        say(f"✗ {file} is damaged: {error}. Nothing was changed. 备份文件已损坏，什么都没有改。")
    except NewerBackupError as error:
        say(f"✗ {file} comes from a later version of the program ({error}); nothing was changed. 备份来自更新的版本。")
    except NewerSchemaError as error:
        say(f"The database belongs to a later version of the program ({error}). 数据库来自更新的版本。")
    except HoldsBooksError:
        say("The database already holds books; nothing was changed. `--replace` puts the backup in their place.")
        say("数据库里已有账，什么都没有改；确要替换请加 --replace。")
    except AlreadyRunningError:
        say("A Gendan is working on this database: stop it first. 有程序正在使用这个数据库，请先停止。")
    except DBAPIError as error:
        say(f"The database fails: {error.orig}. Nothing was changed. 数据库出错，什么都没有改。")
    except OSError as error:
        say(f"{error.filename or file}: {error.strerror}. Nothing was changed. 读写出错，什么都没有改。")
    return 1
