"""A filed round as JSON: names and numbers copied, so that it reads the same when the rows have changed since.

Top level: kind, period, unit, communes …; `items` (plan), `contributions`, `works`, `sections`, `evidence`, `paper`.
Every row carries ids for comparing and labels for reading. Numbers are exact: integers as they are, decimals as text;
None is not reported. Days are ISO.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from kontum04.core import clock
from twinning.choices import MEASURES
from twinning.models import Report

FORMAT = 1
"""Raised when the shape changes, so that old rounds stay readable."""


def snapshot(report: Report) -> dict[str, Any]:
    """The whole content of the report as it stands."""
    obligation = report.obligation
    return {
        "format": FORMAT,
        "kind": obligation.period.kind,
        "period": str(obligation.period),
        "unit": {"id": obligation.unit_id, "name": obligation.unit.name},
        "revision": report.revision,
        "entered_at": clock.now().isoformat(),
        "paper": {"signer": report.paper_signer, "received_on": _plain(report.paper_received_on)},
        "items": [_item(row) for row in report.items.select_related("commune__district", "village", "work_group")],
        "contributions": [_contribution(row) for row in report.contributions.select_related("commune__district")],
        "works": [_work(row) for row in report.works.select_related("commune__district", "joint_lead")],
        "sections": [
            {"id": row.section_id, "number": row.section.number, "title": row.section.title, "text": row.text}
            for row in report.sections.select_related("section")
        ],
        "evidence": [
            {
                "name": row.original_name,
                "title": row.title,
                "file": row.file.name,
                "sha256": row.sha256,
                "size": row.size,
            }
            for row in report.evidence.all()
        ],
    }


def _commune(row: Any) -> dict[str, Any]:
    return {"id": row.commune_id, "name": row.commune.full_name}


def _item(row: Any) -> dict[str, Any]:
    plain = ("content", "quantity", "unit_of_measure", "cost", "partner", "starts_on", "ends_on", "responsible")
    return {
        "id": row.pk,
        "commune": _commune(row),
        "village": str(row.village) if row.village else "",
        "work_group": row.work_group.name,
        "kind": row.kind,
        "kind_label": row.get_kind_display(),
        "funding": row.funding,
        "funding_label": row.get_funding_display(),
        **{name: _plain(getattr(row, name)) for name in plain},
    }


def _contribution(row: Any) -> dict[str, Any]:
    measures = {name: _plain(getattr(row, name)) for name in MEASURES}
    return {"commune": _commune(row), **measures, "money_total": row.money_total, "note": row.note}


def _work(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "plan_item": row.plan_item_id,
        "commune": _commune(row),
        "kind": row.kind,
        "kind_label": row.get_kind_display(),
        "joint_lead": row.joint_lead.name if row.joint_lead else "",
        **{name: _plain(getattr(row, name)) for name in ("content", "progress", "is_completed", "cost", "note")},
    }


def _plain(value: Any) -> Any:
    """A value JSON can hold without losing digits."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, dt.date) else value
