"""What happened to a unit, day by day: assignments, filings, works, requests it was asked, commendations."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.accounts.models import User
from kontum04.core import clock
from kontum04.core.text import shortened
from twinning.choices import CommendationStatus, ItemKind, PeriodKind
from twinning.figures.pedigree import Pedigree
from twinning.models import Commendation, RatingOverrule, RatingReply, Request, Twinning, Unit, WorkResult
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
    """Something that happened on a day to the unit `of`; `report_id` leads to the report it speaks of, `page` to any
    other row."""

    day: dt.date
    kind: str
    text: str
    of: int | None
    report_id: int | None = None
    year: ProgrammeYear | None = None
    page: Page | None = None
    url: str = ""


Teller = Callable[[Collection[int], User], Iterable[Event]]
"""Tells what happened to units (by id) that a reader may know."""

_tellers: list[Teller] = []


def tells_of_units(teller: Teller) -> Teller:
    """Register a teller; upper floors do so when they start."""
    _tellers.append(teller)
    return teller


def further_events(units: Collection[int], viewer: User) -> Iterator[Event]:
    """What upper floors tell."""
    for teller in _tellers:
        yield from teller(units, viewer)


def succession_events(pedigree: Pedigree, unit: Unit) -> Iterator[Event]:
    """What it was formed from and what became of it, by which decision."""
    for row in pedigree.back(unit.pk):
        words = {"old": row.predecessor, "new": row.successor, "how": row.get_kind_display().lower()}
        told = _("%(old)s thành %(new)s: %(how)s") % words
        yield Event(row.effective_on, _("Sắp xếp"), _with_basis(told, str(row.decision)), unit.pk)
    for row in pedigree.onward(unit.pk):
        how = row.get_kind_display().lower()
        told = how if row.successor is None else _("thành %(new)s: %(how)s") % {"new": row.successor, "how": how}
        yield Event(row.effective_on, _("Sắp xếp"), _with_basis(told, str(row.decision)), unit.pk)


def twinning_events(twinnings: Iterable[Twinning]) -> Iterator[Event]:
    """Assigned and withdrawn, each by its decision where that is on record."""
    for row in twinnings:
        place = row.commune.full_name if row.village is None else f"{row.village}, {row.commune.full_name}"
        began = _("được phân công giúp %(place)s") % {"place": place}
        yield Event(row.starts_on, _("Kết nghĩa"), _with_basis(began, str(row.decision or "")), row.unit_id)
        if row.ends_on:
            ended = _with_basis(_("thôi giúp %(place)s") % {"place": place}, ended_by(row))
            yield Event(row.ends_on, _("Kết nghĩa"), ended, row.unit_id)


def _with_basis(text: str, basis: str) -> str:
    return f"{text} – {basis}" if basis else text


def filing_events(obligations: Iterable[Any]) -> Iterator[Event]:
    """Plans and reports as they were filed."""
    for row in obligations:
        if row.filed_on:
            late = _(", trễ %(days)s ngày") % {"days": row.days_late.days} if row.days_late.days else ""
            text = _("nộp %(period)s%(late)s") % {"period": row.period, "late": late}
            yield Event(row.filed_on, _("Báo cáo"), text, row.unit_id, row.report.pk, row.period.programme_year)


def work_events(units: Collection[int], viewer: User) -> Iterator[Event]:
    """Works finished by annual reports, each once where its lead reports it, on the day the report was filed."""
    done = WorkResult.objects.visible_to(viewer).filed().of_kind(PeriodKind.ANNUAL).filter(joint_lead__isnull=True)
    done = done.filter(kind=ItemKind.WORK, is_completed=True, report__obligation__unit__in=units)
    for row in done.select_related("commune", "report__obligation__period__programme_year__programme"):
        obligation, report = row.report.obligation, row.report
        words = {"what": shortened(row.content), "place": row.commune.name_in_text}
        text = _("hoàn thành tại %(place)s: %(what)s") % words
        year = obligation.period.programme_year
        if report.submitted_at:  # every filed report has it
            yield Event(_day(report.submitted_at), _("Công trình"), text, obligation.unit_id, report.pk, year)


def rating_events(units: Collection[int], viewer: User) -> Iterator[Event]:
    """What a head decided of a rating, and what the unit said of it."""
    decided = RatingOverrule.objects.visible_to(viewer).filter(unit__in=units)
    for row in decided.select_related("programme_year__programme"):
        weak = _(", thuộc diện yếu") if row.is_weak else ""
        words = {"year": row.programme_year.year, "rank": row.rank.lower(), "weak": weak}
        text = _("năm %(year)s được Trưởng ban xếp loại %(rank)s%(weak)s") % words
        yield Event(_day(row.given_at), _("Xếp loại"), text, row.unit_id, page=_rating_page(row))
    said = RatingReply.objects.visible_to(viewer).filter(unit__in=units)
    for reply in said.select_related("programme_year__programme"):
        words = {"year": reply.programme_year.year, "text": shortened(reply.text)}
        text = _("ý kiến về xếp loại năm %(year)s: %(text)s") % words
        yield Event(_day(reply.given_at), _("Xếp loại"), text, reply.unit_id, page=_rating_page(reply))


def _day(moment: dt.datetime) -> dt.date:
    return clock.local(moment).date()


def _rating_page(row: RatingOverrule | RatingReply) -> Page:
    return Page("rating-detail", row.programme_year.programme.code, row.programme_year.year, row.unit_id)


def steering_events(units: Collection[int], viewer: User) -> Iterator[Event]:
    """What communes asked of the units (by id) and when they answered; what they were commended for."""
    asked = Request.objects.visible_to(viewer).filter(to_unit__in=units).select_related("commune", "programme")
    for row in asked:
        page = Page("request-detail", row.programme.code, row.filed_on.year, row.pk)
        words = {"commune": row.commune.name_in_text, "text": shortened(row.text)}
        yield Event(
            row.filed_on, _("Kiến nghị"), _("%(commune)s kiến nghị: %(text)s") % words, row.to_unit_id, page=page
        )
        if row.answered_on:
            yield Event(
                row.answered_on, _("Trả lời"), _("trả lời kiến nghị của %(commune)s") % words, row.to_unit_id, page=page
            )
    awarded = Commendation.objects.visible_to(viewer).filter(unit__in=units, status=CommendationStatus.AWARDED)
    for award in awarded.select_related("decision", "programme"):
        page = Page("commendation-detail", award.programme.code, award.year, award.pk)
        if award.decision:  # the table knows no award without one
            yield Event(
                award.decision.issued_on,
                _("Khen thưởng"),
                _with_basis(award.form, str(award.decision)),
                award.unit_id,
                page=page,
            )
