"""An issued PDF fetched from the running portal, against the same bytes as a static file, by the same server."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test import Client

from benchmarks.ground import ROOT, Line, compared_often, ratio
from benchmarks.papers import programme_year
from kontum04.accounts.choices import Role
from kontum04.accounts.models import User
from reports.documents.library import KINDS
from reports.jobs.batches import orders_for_all
from reports.services.issuing import issue


def download(folder: Path, times: int) -> Line:
    office = User.objects.filter(role=Role.OFFICE).first()
    order = orders_for_all(KINDS["assignment"], programme_year(), office)[0]
    document = issue(by=office, order=order)
    file = document.files.get(file_format="pdf")
    static = folder / "static"
    static.mkdir(exist_ok=True)
    (static / "issued.pdf").write_bytes(file.content.read())
    cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={_session(office)}"}
    with _server() as port:
        value = compared_often(
            lambda: _fetch(port, f"/issued/{document.pk}.pdf", cookie, file.size),
            lambda: _fetch(port, "/static/issued.pdf", {}, file.size),
            times,
        )
    remark = f"{file.size // 1024} KiB, by gunicorn; scope, hash and log included"
    return Line("Download of an issued PDF : a static file", ratio(value), "≤ 2", remark)


def _session(user: User) -> str:
    """Key of a session begun as signing in begins one: without its fixed end the portal would end it at once."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _fetch(port: int, path: str, headers: dict[str, str], size: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    if answer.status != 200 or len(answer.read()) != size:
        raise RuntimeError(f"{path}: {answer.status}")
    connection.close()


@contextmanager
def _server() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "kontum04.wsgi"]
    environment = os.environ | {"PORT": str(port), "WEB_CONCURRENCY": "1"}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        while server.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        _warm(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _warm(port: int) -> None:
    """The first answer is slow: the portal is imported then."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    connection.request("GET", "/accounts/login/")
    connection.getresponse().read()
    connection.close()
