"""Run a command on a throw-away PostgreSQL: `postgres_cluster.py COMMAND…`.

The cluster lives in a temporary folder and listens on a Unix socket there, so it needs no port and cannot meet
another one. The command finds it in DATABASE_URL. However the command ends, the cluster is stopped and removed.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

import psycopg2

SUPERUSER = "kontum04"
DATABASE = "postgres"
START_SECONDS = 60
SERVER_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",  # nothing here outlives the command
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # It would look at tables just emptied by a rolled back test, and leave the planner believing that they stay empty:
    # the illustrative years, loaded inside one transaction, are then read by nested loops for minutes.
    "autovacuum": "off",
    "max_connections": "60",
}


def find_binaries() -> Path:
    """The folder of the newest installed PostgreSQL; SystemExit when there is none."""
    folders = [initdb.parent for initdb in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    if on_path is None:
        sys.exit("Không tìm thấy initdb: hãy cài gói postgresql.")
    return Path(on_path).resolve().parent


def server_account() -> dict[str, Any]:
    """Arguments of subprocess that start the server as an ordinary user: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    sys.exit("Không có người dùng postgres hoặc nobody để chạy PostgreSQL.")


def wait_until_ready(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Return once the server answers; SystemExit with its log when it ended or did not answer in time."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg2.connect(url).close()
        except psycopg2.OperationalError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"PostgreSQL không khởi động được:\n{log.read_text()}")


@contextmanager
def cluster() -> Iterator[str]:
    """A running PostgreSQL, as the URL of its database."""
    binaries, account = find_binaries(), server_account()
    # Not under TMPDIR: the path of a Unix socket must stay below 108 bytes.
    folder = Path(tempfile.mkdtemp(prefix="kontum04-pg-", dir="/tmp"))
    server = None
    try:
        if account:
            os.chown(folder, account["user"], account["group"])
        # The C locale knows no Vietnamese, exactly like SQLite: order and search must not lean on the server's locale.
        initdb = [binaries / "initdb", "-D", folder / "data", "-U", SUPERUSER, "--auth=trust", "--no-sync"]
        initdb += ["--encoding=UTF8", "--locale=C"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **account)
        options = [f"--{name}={value}" for name, value in SERVER_OPTIONS.items()]
        command = [binaries / "postgres", "-D", folder / "data", "-k", folder, *options]
        log = folder / "server.log"
        with log.open("wb") as output:
            # A session of its own: Ctrl+C must reach the tests, and the server only when they are done with it.
            server = subprocess.Popen(
                command, stdout=output, stderr=output, cwd=folder, start_new_session=True, **account
            )
        url = f"postgres://{SUPERUSER}@{quote(str(folder), safe='')}/{DATABASE}"
        wait_until_ready(server, url, log)
        yield url
    finally:
        if server is not None:
            server.send_signal(signal.SIGQUIT)  # at once: there is nothing to keep
            server.wait()
        shutil.rmtree(folder)


def run(command: list[str], url: str) -> int:
    """Run the command to its end, which Ctrl+C only asks it for; return its exit status."""
    child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
    try:
        return child.wait()
    except KeyboardInterrupt:
        return child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


def leave(signum: int, _frame: FrameType | None) -> None:
    """Turn a request to end into an exit that cleans up."""
    sys.exit(128 + signum)


def main() -> int:
    """Start the cluster, run the command of the command line, clean up."""
    for signum in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, leave)
    with cluster() as url:
        return run(sys.argv[1:], url)


if __name__ == "__main__":
    sys.exit(main())
