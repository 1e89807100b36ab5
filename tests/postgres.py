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


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running server; gives the address of its first database. Durability is off: the data is thrown away."""
    folder = Path(tempfile.mkdtemp(prefix="gendan-pg-"))
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
