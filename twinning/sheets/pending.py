"""Uploaded workbooks between preview and confirmation: in a private folder of the person, for an hour.

They lie below MEDIA_ROOT, which no address serves. The key of a file is drawn by chance and only opens it to the
person who sent it.
"""

import datetime as dt
import hashlib
import json
import re
import secrets
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from communes.sheets.kind import SheetKind
from kontum04.core import clock

LIFETIME = dt.timedelta(hours=1)
_FOLDER = "imports"
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Pending:
    """A previewed file. `lines` is the plan that was shown (`ImportPlan.lines`)."""

    key: str
    name: str
    content: bytes
    lines: list[list[str]]


def keep(*, kind: SheetKind, user, name: str, content: bytes, lines: list[list[str]]) -> str:
    """Put a previewed file aside and return its key; files whose time is over go."""
    _sweep()
    key = secrets.token_hex(16)
    about = {
        "for": _purpose(kind),
        "name": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "until": (clock.now() + LIFETIME).isoformat(),
        "lines": lines,
    }
    default_storage.save(_path(user, key, "xlsx"), ContentFile(content))
    default_storage.save(_path(user, key, "json"), ContentFile(json.dumps(about).encode()))
    return key


def fetch(*, kind: SheetKind, user, key: str) -> Pending | None:
    """Return the person's own file for this kind, programme and year; None when there is none or its time is over."""
    if not _KEY.fullmatch(key):
        return None
    try:
        with default_storage.open(_path(user, key, "json")) as file:
            about = json.load(file)
        with default_storage.open(_path(user, key, "xlsx")) as file:
            content = file.read()
    except FileNotFoundError:
        return None
    is_the_same = hashlib.sha256(content).hexdigest() == about["sha256"] and about["for"] == _purpose(kind)
    if not is_the_same or dt.datetime.fromisoformat(about["until"]) < clock.now():
        return None
    return Pending(key, about["name"], content, about["lines"])


def drop(*, user, key: str) -> None:
    """Remove a file that has served."""
    for extension in ("json", "xlsx"):
        default_storage.delete(_path(user, key, extension))


def _purpose(kind: SheetKind) -> list:
    return [kind.code, kind.programme.code, kind.year]


def _path(user, key: str, extension: str) -> str:
    return f"{_FOLDER}/{user.pk}/{key}.{extension}"


def _sweep() -> None:
    if not default_storage.exists(_FOLDER):
        return
    for folder in default_storage.listdir(_FOLDER)[0]:
        for name in default_storage.listdir(f"{_FOLDER}/{folder}")[1]:
            path = f"{_FOLDER}/{folder}/{name}"
            try:
                is_over = default_storage.get_modified_time(path) < clock.now() - LIFETIME
            except FileNotFoundError:  # another upload swept it
                continue
            if is_over:
                default_storage.delete(path)
