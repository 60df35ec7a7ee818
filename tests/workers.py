"""A worker that is killed in the middle of a job: what the tests on both databases do alike."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress

PATIENCE = 120
"""Seconds to wait for what must come: the machine may be busy with other things."""


def wait_until(happened: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def kill_hard(worker: subprocess.Popen) -> None:
    """Kill the worker alone (`kill -9`), which leads a group of its own; its drawing processes end by themselves."""
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    wait_until(lambda: not _group_lives(worker.pid), "drawing processes outlive their worker")


def _group_lives(leader: int) -> bool:
    with suppress(ProcessLookupError):
        os.killpg(leader, 0)
        return True
    return False
