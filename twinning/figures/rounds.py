"""A filed round to be read, and what changed since the one before. Works on the kept JSON alone (services/snapshot)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kontum04.core import formats
from twinning.choices import MEASURES
from twinning.models import Contribution, PlanItem, WorkResult

NUMBERS = frozenset({*MEASURES, "quantity", "progress", "cost"})
DAYS = frozenset({"starts_on", "ends_on", "received_on"})
ITEM_FIELDS = ("quantity", "unit_of_measure", "cost", "partner", "starts_on", "ends_on", "responsible")
WORK_FIELDS = ("progress", "is_completed", "cost", "note")

Json = dict[str, Any]
Key = tuple[str, Any]


@dataclass(frozen=True)
class Block:
    """One row of the filing: its title and its values by label, as people read them."""

    title: str
    values: dict[str, str]


@dataclass(frozen=True)
class Difference:
    """One value that is not what it was. Without a label the whole row was added or taken away."""

    title: str
    label: str
    before: str
    now: str


def blocks(content: Json) -> list[Block]:
    """Everything a round says, in the order of the form."""
    return list(_keyed(content).values())


def differences(before: Json, now: Json) -> list[Difference]:
    """What is new, gone or different in `now`."""
    old, new = _keyed(before), _keyed(now)
    found: list[Difference] = []
    for key in [*new, *(key for key in old if key not in new)]:
        found += _differences(old.get(key), new.get(key))
    return found


def _differences(old: Block | None, new: Block | None) -> Iterator[Difference]:
    if old is None and new is not None:
        yield Difference(new.title, "", "", _("thêm"))
    elif new is None and old is not None:
        yield Difference(old.title, "", _("đã có ở lần trước"), _("bỏ"))
    elif old is not None and new is not None:
        if old.title != new.title:
            yield Difference(new.title, _("Nội dung"), old.title, new.title)
        for label in {**new.values, **old.values}:
            texts = old.values.get(label, ""), new.values.get(label, "")
            if texts[0] != texts[1]:
                yield Difference(new.title, label, *texts)


def _keyed(content: Json) -> dict[Key, Block]:
    """Rows by what makes them the same row in another round."""
    keyed: dict[Key, Block] = {}
    paper = content.get("paper") or {}
    if paper.get("signer"):
        values = {_("Người ký"): paper["signer"], _("Ngày nhận"): _text("received_on", paper.get("received_on"))}
        keyed["paper", None] = Block(_("Bản giấy"), values)
    for row in content.get("items", ()):
        keyed["item", row["id"]] = Block(row["content"], _item(row))
    for row in content.get("contributions", ()):
        keyed["contribution", row["commune"]["id"]] = Block(row["commune"]["name"], _contribution(row))
    for row in content.get("works", ()):
        keyed["work", row["id"]] = Block(row["content"], _work(row))
    for row in content.get("sections", ()):
        keyed["section", row["id"]] = Block(f"{row['number']}. {row['title']}", {_("Nội dung"): row["text"]})
    for row in content.get("evidence", ()):
        title = _("Minh chứng: %(name)s") % {"name": row["name"]}
        keyed["evidence", row["sha256"]] = Block(title, {_("Nội dung"): row["title"]})
    return keyed


def _item(row: Json) -> dict[str, str]:
    place = ", ".join(filter(None, (row["commune"]["name"], row.get("village"))))
    heads = {
        _("Xã, thôn"): place,
        _("Nhóm việc"): row.get("work_group", ""),
        _("Loại"): row.get("kind_label", ""),
        _("Nguồn"): row.get("funding_label", ""),
    }
    return heads | _fields(PlanItem, ITEM_FIELDS, row)


def _contribution(row: Json) -> dict[str, str]:
    return _fields(Contribution, MEASURES, row) | {_("Ghi chú"): row.get("note", "")}


def _work(row: Json) -> dict[str, str]:
    heads = {
        _("Xã"): row["commune"]["name"],
        _("Loại"): row.get("kind_label", ""),
        _("Đơn vị chủ trì"): row.get("joint_lead", ""),
    }
    return heads | _fields(WorkResult, WORK_FIELDS, row)


def _fields(model: type[models.Model], names: tuple[str, ...], row: Json) -> dict[str, str]:
    """Values by the labels of their fields."""
    return {capfirst(_label(model, name)): _text(name, row.get(name)) for name in names}


def _label(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _text(name: str, value: Any) -> str:
    """A kept value as people read it; numbers were kept as integers or, when they have decimals, as text."""
    if name == "is_completed":
        return {True: _("đã xong"), False: _("chưa xong")}.get(value, str(formats.MISSING))
    if name in DAYS:
        return formats.date(dt.date.fromisoformat(value)) if value else ""
    if name in NUMBERS:
        return formats.number(None if value is None else Decimal(value))
    return value or ""
