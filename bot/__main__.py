"""The command line: `gendan run | invite | import | backup | doctor | …`.

Libraries that take seconds to load are loaded by the command that needs them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROLES = ("rep", "assistant", "warehouse", "production", "finance", "manager", "boss")


def _run(args: argparse.Namespace) -> int:
    from bot.running import run

    return run(args.port)


def _sandbox(args: argparse.Namespace) -> int:
    from bot.running import run_sandbox

    return run_sandbox(args.port, args.token)


def _invite(args: argparse.Namespace) -> int:
    from bot.office import invite

    return invite(args.name, args.role, args.language)


def _import(args: argparse.Namespace) -> int:
    from bot.office import import_from

    return import_from(Path(args.folder))


def _export(args: argparse.Namespace) -> int:
    from bot.office import export_to

    return export_to(Path(args.folder))


def _migrate(_args: argparse.Namespace) -> int:
    from bot.office import bring_up

    return bring_up()


def _backup(args: argparse.Namespace) -> int:
    from bot.backup.commands import backup

    return backup(Path(args.file))


def _verify(args: argparse.Namespace) -> int:
    from bot.backup.commands import verify

    return verify(Path(args.file))


def _restore(args: argparse.Namespace) -> int:
    from bot.backup.commands import restore

    return restore(Path(args.file), replace=args.replace)


def _resume(args: argparse.Namespace) -> int:
    from bot.backup.commands import resume

    return resume(args.discard_before)


def _audit(args: argparse.Namespace) -> int:
    from bot.audit import verify_trail

    return verify_trail(args.noted)


def _erase(args: argparse.Namespace) -> int:
    from bot.erase import erase

    return erase(args.who)


def _doctor(_args: argparse.Namespace) -> int:
    from bot.doctor import doctor

    return doctor()


def _read_order(args: argparse.Namespace) -> int:
    from bot.read_order import read_order

    return read_order(args.catalog, at=args.at, by=args.by, text=args.text, lines=args.lines, explain=args.explain)


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = argparse.ArgumentParser(prog="gendan", description="跟单 · a sales team's assistant in its pocket")
    commands = top.add_subparsers(dest="command", required=True)

    def command(name: str, work: Callable[[argparse.Namespace], int], says: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=says, description=says)
        sub.set_defaults(work=work)
        return sub

    run = command("run", _run, "start: with BOT_TOKEN on Telegram, without it the local sandbox with demo data")
    run.add_argument("--port", type=int, help="port of the sandbox and its page (default: SANDBOX_PORT)")
    sandbox = command("sandbox", _sandbox, "only the local Bot API server and its chat page, for any bot")
    sandbox.add_argument("--port", type=int, default=8080)
    sandbox.add_argument("--token", required=True, help="the token your bot will use, e.g. 12345:something")
    invite = command("invite", _invite, "print a one-time link by which a person joins (24 hours)")
    invite.add_argument("--name", required=True)
    invite.add_argument("--role", required=True, action="append", choices=ROLES, help="may be given more than once")
    invite.add_argument("--language", default="zh", choices=("zh", "en"))
    folder = "folder with customers, products, people, opening as .csv, or one .xlsx file"
    command("import", _import, "check and load master data: all or nothing").add_argument("folder", help=folder)
    command("export", _export, "write master data in the form that import takes").add_argument("folder")
    command("migrate", _migrate, "bring the database to this program's schema")
    file = "the backup: one file with the books and the kept files"
    command("backup", _backup, "write a backup, also while the program runs").add_argument("file", help=file)
    command("verify", _verify, "say whether a backup is whole and can be put back").add_argument("file", help=file)
    restore = command("restore", _restore, "put a backup back, all or nothing; sending is paused afterwards")
    restore.add_argument("file", help=file)
    restore.add_argument("--replace", action="store_true", help="even if the database holds books: they are lost")
    resume = command("resume", _resume, "after a restore: let letters go out again")
    resume.add_argument("--discard-before", default="", metavar="WHEN", help="leave out letters written before: "
                        "2026-12-01, '2026-12-01 09:00' or now")  # fmt: skip
    audit = command("audit", _audit, "say whether the audit trail is whole, or which entry is not as it was written")
    audit.add_argument("what", choices=("verify",))
    audit.add_argument("--noted", default="", metavar="HEAD", help="the head that an earlier verification printed")
    who = "a person's name or number, a customer's code, name, contact or phone"
    command("erase", _erase, "erase what is personal; sums and document numbers stay").add_argument("who", help=who)
    command("doctor", _doctor, "say what is wrong with the configuration, in words")
    reader = command("read-order", _read_order, "read a pasted message into an order; prints JSON, writes nothing")
    reader.add_argument("--catalog", required=True, help="folder with customers.csv and products.csv")
    reader.add_argument("--at", help="when the message was sent, e.g. 2026-11-23T10:05:00+08:00")
    reader.add_argument("--by", help="name of the rep who pastes it")
    reader.add_argument("--json", action="store_true", help="the answer as one JSON object (the default)")
    reader.add_argument("--explain", action="store_true", help="where each field stands in the text, and why")
    reader.add_argument("--lines", metavar="FILE", help="many: a JSON object a line with id, at, by, text")
    reader.add_argument("text", nargs="?", help="the message, or - for standard input")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    args = parser().parse_args(argv)
    work: Callable[[argparse.Namespace], int] = args.work
    return work(args)


if __name__ == "__main__":
    sys.exit(main())
