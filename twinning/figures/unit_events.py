"""What happened to a unit, day by day: assignments, filings, requests it was asked, commendations."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.accounts.models import User
from kontum04.core.text import shortened
from twinning.choices import CommendationStatus
from twinning.models import Commendation, Request, Twinning, Unit
from twinning.timeline import ended_by


@dataclass(frozen=True)
class Page:
    """The page of a row, which stands in one year of one programme."""

    name: str
    programme: str
    year: int
    pk: int


@dataclass(frozen=True)
class Event:
    """Something that happened on a day; `report_id` leads to the report it speaks of, `page` to any other row."""

    day: dt.date
    text: str
    report_id: int | None = None
    year: ProgrammeYear | None = None
    page: Page | None = None


def twinning_events(twinnings: Iterable[Twinning]) -> Iterator[Event]:
    """Assigned and withdrawn, each by its decision where that is on record."""
    for row in twinnings:
        place = row.commune.full_name if row.village is None else f"{row.village}, {row.commune.full_name}"
        began = _("được phân công giúp %(place)s") % {"place": place}
        yield Event(row.starts_on, _with_basis(began, str(row.decision or "")))
        if row.ends_on:
            yield Event(row.ends_on, _with_basis(_("thôi giúp %(place)s") % {"place": place}, ended_by(row)))


def _with_basis(text: str, basis: str) -> str:
    return f"{text} – {basis}" if basis else text


def filing_events(obligations: Iterable[Any]) -> Iterator[Event]:
    """Plans and reports as they were filed."""
    for row in obligations:
        if row.filed_on:
            late = _(", trễ %(days)s ngày") % {"days": row.days_late.days} if row.days_late.days else ""
            text = _("nộp %(period)s%(late)s") % {"period": row.period, "late": late}
            yield Event(row.filed_on, text, row.report.pk, row.period.programme_year)


def steering_events(unit: Unit, viewer: User) -> Iterator[Event]:
    """What communes asked of the unit and when it answered; what it was commended for."""
    asked = Request.objects.visible_to(viewer).filter(to_unit=unit).select_related("commune", "programme")
    for row in asked:
        page = Page("request-detail", row.programme.code, row.filed_on.year, row.pk)
        words = {"commune": row.commune.name_in_text, "text": shortened(row.text)}
        yield Event(row.filed_on, _("%(commune)s kiến nghị: %(text)s") % words, page=page)
        if row.answered_on:
            yield Event(row.answered_on, _("trả lời kiến nghị của %(commune)s") % words, page=page)
    awarded = Commendation.objects.visible_to(viewer).filter(unit=unit, status=CommendationStatus.AWARDED)
    for award in awarded.select_related("decision", "programme"):
        page = Page("commendation-detail", award.programme.code, award.year, award.pk)
        if award.decision:  # the table knows no award without one
            yield Event(award.decision.issued_on, _with_basis(award.form, str(award.decision)), page=page)
