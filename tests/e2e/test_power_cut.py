"""The server dies (`kill -9`) while a report is being filed, or a workbook imported: all of it is stored, or none."""

import http.client
import io
import random
import re
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tests.e2e.portal import WarmPortal
from tests.e2e.tour import FULL, RETURNED
from tests.e2e.visitor import Answer, Visitor, form_fields

TIMES = 20
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?")
VOLATILE = ("django_session", "axes_", "sqlite_sequence")
"""Tables that say who is signed in, not what was entered."""

STATUS = "SELECT status FROM twinning_report WHERE id = ?"
ROUNDS = "SELECT count(*) FROM twinning_reportversion WHERE report_id = ?"

Dump = dict[str, list[str]]
Act = Callable[[], Answer]


@dataclass
class Scene:
    """A portal about to be cut off: `act` is the request, `folder` holds everything as it is before it."""

    portal: WarmPortal
    folder: Path
    act: Act

    def keep(self) -> None:
        copy(self.portal.folder, self.folder)

    def restore(self) -> None:
        """Lay everything back, once the server has let go of the database: it closes it after it has answered."""
        journal = self.portal.database.with_name("portal.sqlite3-wal")
        while journal.exists():
            time.sleep(0.01)
        copy(self.folder, self.portal.folder)


@pytest.fixture
def portal(prepared, tmp_path) -> Iterator[WarmPortal]:
    portal = WarmPortal(tmp_path / "portal", template=prepared.folder)
    portal.start()
    yield portal
    portal.stop()


def test_filing_is_whole_or_nothing(portal, tmp_path):
    unit = Visitor(portal.url)
    unit.sign_in("donvi")
    [report] = portal.column(RETURNED)
    address = f"{FULL}reports/{report}/"
    fields = changed_report(form_fields(unit.get(f"{address}edit/").text, "revision"))
    scene = Scene(portal, tmp_path / "before", lambda: unit.post(f"{address}submit", list(fields.items())))
    for state in cut_again_and_again(scene, seed=4):
        filed = (["submitted"], [2]) if state == "whole" else (["returned"], [1])
        assert (portal.column(STATUS, report), portal.column(ROUNDS, report)) == filed


def test_an_import_is_whole_or_nothing(portal, tmp_path):
    office = Visitor(portal.url)
    office.sign_in("vanphong")
    address = f"{FULL}sheets/commune-indicators/"
    workbook, numbers = changed_workbook(office.get(f"{address}template.xlsx?values=1").body)
    preview = office.post(f"{address}import/", [], [("file", "xa.xlsx", workbook)])
    fields = list(form_fields(preview.text, "upload").items())
    before = stored_numbers(portal)
    scene = Scene(portal, tmp_path / "before", lambda: office.post(f"{address}confirm", fields))
    for state in cut_again_and_again(scene, seed=2016):
        assert stored_numbers(portal) == (numbers if state == "whole" else before)


# --- Cutting ----------------------------------------------------------------------------------------------------------


def cut_again_and_again(scene: Scene, *, seed: int) -> Iterator[str]:
    """Kill the server during `act`, at moments between its beginning and its end. Yields what was found afterwards:
    "whole" or "nothing"; then the person sends the same again, and it is whole in any case."""
    before = dump(scene.portal)
    scene.keep()
    duration, whole = undisturbed(scene)
    assert whole != before
    found = []
    for delay in moments(duration, seed):
        scene.restore()
        answer = cut(scene, delay)
        after = dump(scene.portal)
        assert after in (before, whole), differing(after, before, whole)
        found.append("whole" if after == whole else "nothing")
        assert answer is None or found[-1] == "whole", "the person was told that it was stored"
        yield found[-1]
        scene.portal.start()
        assert scene.act().status == 200
        assert dump(scene.portal) == whole, differing(dump(scene.portal), whole)
    assert set(found) == {"whole", "nothing"}


def undisturbed(scene: Scene) -> tuple[float, Dump]:
    """How long the request takes a server that was just started, and what it leaves behind."""
    scene.portal.kill()
    scene.portal.start()
    begin = time.monotonic()
    assert scene.act().status == 200
    return time.monotonic() - begin, dump(scene.portal)


def moments(duration: float, seed: int) -> list[float | None]:
    """At once, after the answer (None), and in between; more often towards the end, where it is stored."""
    dice = random.Random(seed)
    early = [dice.uniform(0, duration) for _ in range(TIMES // 2 - 1)]
    late = [dice.uniform(duration / 2, duration * 1.1) for _ in range(TIMES - TIMES // 2 - 1)]
    return [0.0, *early, *late, None]


def cut(scene: Scene, delay: float | None) -> Answer | None:
    """Kill the server so many seconds after the request was sent; the answer if one arrived before."""
    answers: list[Answer] = []
    sending = threading.Thread(target=_send, args=(scene.act, answers))
    sending.start()
    if delay is None:
        sending.join()
    else:
        time.sleep(delay)
    scene.portal.kill()
    sending.join()
    return answers[0] if answers else None


def _send(act: Act, answers: list[Answer]) -> None:
    try:
        answers.append(act())
    except (OSError, http.client.HTTPException):
        return  # cut off


# --- What is stored ---------------------------------------------------------------------------------------------------


def dump(portal: WarmPortal) -> Dump:
    """Every row of every table, with moments masked. Opening the file lets SQLite mend it, as the server would."""
    with closing(sqlite3.connect(portal.database)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: _rows(database, name) for name in names if not name.startswith(VOLATILE)}


def _rows(database: sqlite3.Connection, name: str) -> list[str]:
    rows = database.execute(f'SELECT * FROM "{name}"')  # noqa: S608 (a table's own name)
    return sorted(MOMENT.sub("…", repr(row)) for row in rows)


def differing(after: Dump, *others: Dump) -> str:
    """The tables that are like in none of the others, with a row of each."""
    odd = {name: rows for name, rows in after.items() if all(rows != other[name] for other in others)}
    return str(
        {name: sorted(set(rows) - {row for other in others for row in other[name]})[:2] for name, rows in odd.items()}
    )


def copy(source: Path, target: Path) -> None:
    """Database and uploads."""
    shutil.rmtree(target / "media", ignore_errors=True)
    shutil.copytree(source / "media", target / "media")
    shutil.copyfile(source / "portal.sqlite3", target / "portal.sqlite3")


# --- What is sent -----------------------------------------------------------------------------------------------------


def changed_report(fields: dict[str, str]) -> dict[str, str]:
    """The page of the report with other figures, works and prose."""
    for name, value in fields.items():
        if value and name.endswith(("-trips", "-models_new")):
            fields[name] = str(int(value.replace(".", "")) + 7)
        elif name.endswith("-text"):
            fields[name] = f"{value} Đã đối chiếu với xã."
    return fields | {"no_classified": "1"}


PEOPLE = "Nhân khẩu (người)"


def changed_workbook(content: bytes) -> tuple[bytes, list[int]]:
    """The filled template with ten people more in every commune; how many there are now."""
    book, saved = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    sheet = book.worksheets[0]
    [head] = [cell for row in sheet.iter_rows() for cell in row if cell.value == PEOPLE]
    cells = [row[0] for row in sheet.iter_rows(min_row=head.row + 1, min_col=head.column, max_col=head.column)]
    for cell in cells:
        cell.value = (cell.value or 2000) + 10
    book.save(saved)
    return saved.getvalue(), sorted(cell.value for cell in cells)


def stored_numbers(portal: WarmPortal) -> list[int]:
    sql = """SELECT value FROM communes_indicatorvalue v JOIN communes_indicatorpart p ON p.id = v.part_id
             WHERE p.code = 'DC03' AND v.year = 2018 AND v.village_id IS NULL ORDER BY value"""
    return [int(value) for value in portal.column(sql)]
