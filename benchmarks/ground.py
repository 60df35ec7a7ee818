"""What the benchmarks stand on: a throw-away portal with the illustrative year, and clocks that bear a busy machine."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Line:
    """One line of the table. `aim` is empty where nothing is aimed at."""

    what: str
    result: str
    aim: str
    remark: str = ""


@contextmanager
def portal() -> Iterator[Path]:
    """Folder of a portal of its own, whose database and files go with it; the settings of this process point there."""
    with tempfile.TemporaryDirectory(prefix="kontum04-bench-") as name:
        folder = Path(name)
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "kontum04.settings",
            "ENV_FILE": os.devnull,
            "SECRET_KEY": "only-for-benchmarks-0123456789-abcdefghijklmnopqrstuvwxyz",
            "ALLOWED_HOSTS": "127.0.0.1",
            "DEMO": "1",
            "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        }
        for command in ("migrate", "load_reference", "load_demo"):
            subprocess.run(
                [sys.executable, "manage.py", command, "-v0"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
            )
        yield folder


def compared(ours: Callable[[], object], theirs: Callable[[], object], times: int) -> float:
    """How many times as long `ours` takes as `theirs`. They run in turn and the shortest of each counts: what else the
    machine does can only make a run longer."""
    best = {ours: float("inf"), theirs: float("inf")}
    for _round in range(times):
        for work in (theirs, ours):
            begin = time.perf_counter()
            work()
            best[work] = min(best[work], time.perf_counter() - begin)
    return best[ours] / best[theirs]


def compared_often(ours: Callable[[], object], theirs: Callable[[], object], times: int) -> float:
    """The same for what takes milliseconds: by the median of many runs in turn."""
    taken: dict[Callable[[], object], list[float]] = {ours: [], theirs: []}
    for _round in range(times):
        for work, seconds in taken.items():
            begin = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - begin)
    return median(taken[ours]) / median(taken[theirs])


def ratio(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
