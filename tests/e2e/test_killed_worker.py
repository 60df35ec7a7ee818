"""A real worker is killed (`kill -9`) while it makes many documents: another one takes the job up and finishes it."""

import io
import re
import sqlite3
import zipfile
from contextlib import closing

from tests.e2e.portal import Portal
from tests.e2e.tour import FULL
from tests.e2e.visitor import Visitor, form_fields
from tests.workers import kill_hard, wait_until

JOB = "SELECT state, done, total, attempts FROM reports_documentjob"
MANY = "assignment"
"""A short document for every unit."""


def test_another_worker_finishes_the_job(own_portal):
    portal = own_portal
    office = Visitor(portal.url)
    office.sign_in("vanphong")
    listed = form_fields(office.get(f"{FULL}documents/review.pdf").text, "kind")
    page = office.post(f"{FULL}documents/jobs/start", list((listed | {"kind": MANY}).items()))

    wait_until(lambda: row(portal)[1] >= 3, "the job does not begin")
    kill_hard(portal.worker)
    state, done, total, attempts = row(portal)
    assert (state, attempts) == ("running", 1)
    assert 3 <= done < total
    assert "Đang làm" in office.get(page.url).text

    let_time_pass(portal)
    portal.start_worker()
    wait_until(lambda: row(portal)[0] not in ("waiting", "running"), "nobody finishes the job")
    assert row(portal) == ("done", total, total, 2)
    [link] = re.findall(r'href="([^"]+/file)"', office.get(page.url).text)
    with zipfile.ZipFile(io.BytesIO(office.get(link).body)) as archive:
        assert len(archive.namelist()) == total
        assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())
    assert len(list((portal.folder / "media" / "jobs").iterdir())) == 1


def row(portal: Portal) -> tuple:
    [found] = portal.rows(JOB)
    return found


def let_time_pass(portal: Portal) -> None:
    """The dead worker has long been silent."""
    with closing(sqlite3.connect(portal.database, timeout=20)) as database, database:
        database.execute("UPDATE reports_documentjob SET alive_at = '2020-01-01 00:00:00'")
