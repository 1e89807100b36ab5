"""A PostgreSQL server of the tests' own: Debian's, started as an unprivileged user in a folder that goes away."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "nobody"  # root may not run a server; anybody else runs it as themselves


def installed() -> Path | None:
    """The folder of the newest server's programs, or nothing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def _as_user(command: list[str]) -> list[str]:
    return ["runuser", "-u", USER, "--", *command] if os.geteuid() == 0 else command


def again(programs: Path, data: Path) -> None:
    """Start a server that has ended, with the options it had; one that is on its way up is waited for."""
    options = (data / "postmaster.opts").read_text(encoding="utf-8").split(maxsplit=3)[-1]
    start = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(data.parent / "log"), "-o", options, "start"]
    subprocess.run(_as_user(start), check=True, capture_output=True, cwd="/")


@contextmanager
def server(programs: Path, within: Path | None = None, folder: Path | None = None) -> Iterator[str]:
    """A running server; gives the address of its first database. Durability is off: the data is thrown away.

    Its data goes into a `folder`, else where temporary files go. `within` a small disk its log grows by small pieces,
    so that a full disk is soon felt.
    """
    folder = Path(tempfile.mkdtemp(prefix="gendan-pg-", dir=within or folder))
    data = folder / "data"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    folder.chmod(0o755)
    try:
        run = {"check": True, "capture_output": True, "cwd": folder}
        init = [str(programs / "initdb"), "-D", str(data), "-U", "gendan", "-A", "trust", "-E", "UTF8", "--no-sync"]
        init += ["--wal-segsize=1"] if within else []
        subprocess.run(_as_user(init), **run)  # type: ignore[call-overload]
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
        start = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start"]
        subprocess.run(_as_user(start), **run)  # type: ignore[call-overload]
        try:
            yield f"postgresql://gendan@127.0.0.1:{port}/postgres"
        finally:
            stop = [str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
            subprocess.run(_as_user(stop), **run)  # type: ignore[call-overload]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
