"""The portal as people run it: gunicorn and a worker, on a database file with the illustrative years."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

from tests.environment import TEST_ENVIRONMENT

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
SERVER = ("--config", "deploy/gunicorn.conf.py", "kontum04.wsgi")
"""What gunicorn is told."""


class Portal:
    """One running portal with a folder of its own: database, uploads, static files.

    `template` is a folder prepared before; it is copied, so that a test may change everything."""

    def __init__(self, folder: Path, template: Path | None = None) -> None:
        self.folder = folder
        self.database = folder / "portal.sqlite3"
        self.process: subprocess.Popen | None = None
        self.worker: subprocess.Popen | None = None
        if template:
            shutil.copytree(template, folder, dirs_exist_ok=True)
        self.port = _free_port()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "PYTEST"))}
        return kept | TEST_ENVIRONMENT | {
            "DATABASE_URL": f"sqlite:///{self.database}",
            "MEDIA_ROOT": str(self.folder / "media"),
            "STATIC_ROOT": str(self.folder / "static"),
            "PORT": str(self.port),
        }  # fmt: skip

    def manage(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        """Run a management command on this portal's data."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        if check and done.returncode:
            raise RuntimeError(f"{' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done

    def rows(self, sql: str, *values) -> list[tuple]:
        """What the database holds, asked beside the running server."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            return database.execute(sql, values).fetchall()

    def column(self, sql: str, *values) -> list:
        """The first column of what the database holds."""
        return [row[0] for row in self.rows(sql, *values)]

    def prepare(self) -> None:
        """Lay down an empty portal with reference data and the illustrative years."""
        for command in ("migrate", "load_reference", "load_demo"):
            self.manage(command, "-v0")
        subprocess.run(["deploy/collect_static.sh"], cwd=ROOT, env=self.environment, check=True)

    def start(self) -> None:
        self.process = self._run("-m", "gunicorn", *SERVER)
        self.start_worker()
        self.wait()

    def start_worker(self) -> None:
        """What makes documents in the background."""
        self.worker = self._run("manage.py", "db_worker", "--skip-checks", "-v0")

    def _run(self, *arguments: str, **options) -> subprocess.Popen:
        command = [sys.executable, *arguments]
        with (self.folder / "server.log").open("ab") as log:
            outlets = {"stdout": log, "stderr": log} | options
            return subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True, **outlets)

    def wait(self) -> None:
        """Until the server answers."""
        for _attempt in range(START_SECONDS * 20):
            try:
                urllib.request.urlopen(f"{self.url}/accounts/login/", timeout=2)  # noqa: S310 (our own address)
                return
            except OSError:  # URLError is one
                if self.process and self.process.poll() is not None:
                    break
                time.sleep(0.05)
        raise RuntimeError((self.folder / "server.log").read_text())

    def kill(self) -> None:
        """End the server and its workers at once, as a power cut would."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        for process in (self.process, self.worker):
            if process and process.poll() is None:
                os.killpg(process.pid, number)
                process.wait(timeout=30)
        self.process = self.worker = None


class WarmPortal(Portal):
    """A portal whose server starts within moments, with one worker; see warm.py."""

    def __init__(self, folder: Path, template: Path) -> None:
        super().__init__(folder, template)
        self.starter = self._run(
            "-m", "tests.e2e.warm", *SERVER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.server = 0

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"WEB_CONCURRENCY": "1", "DJANGO_SETTINGS_MODULE": "kontum04.settings"}

    def start(self) -> None:
        self.starter.stdin.write("start\n")
        self.starter.stdin.flush()
        self.server = int(self.starter.stdout.readline())
        self.wait()

    def kill(self) -> None:
        with suppress(ProcessLookupError):  # it is dead already
            os.killpg(self.server, signal.SIGKILL)
        while self._listens():
            time.sleep(0.01)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        self.kill()
        self.starter.stdin.close()
        self.starter.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
