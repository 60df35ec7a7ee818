"""What surrounds every page: navigation, the programme and year switch, search, who I am, when the session ends."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from communes.models import Programme, ProgrammeYear
from kontum04.accounts.sessions import seconds_left
from reports.navigation import NAVIGATION, Entry

OF_A_YEAR = {"programme", "year"}
"""The URL kwargs of a page that any other year has too."""


@dataclass(frozen=True)
class YearChoice:
    year: int
    url: str
    active: bool


@dataclass(frozen=True)
class ProgrammeChoice:
    code: str
    name: str
    years: list[YearChoice]


@dataclass(frozen=True)
class NavItem:
    label: str
    icon: str
    url: str
    active: bool


def chrome(request: HttpRequest) -> dict:
    """The names base.html uses; nothing for visitors. Everything that asks the database waits until it is shown."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    programmes = SimpleLazyObject(lambda: list(Programme.objects.prefetch_related("years")))
    current = SimpleLazyObject(lambda: current_year(request, programmes))
    return {
        "nav": SimpleLazyObject(lambda: navigation(request, current)),
        "programmes": SimpleLazyObject(lambda: [switch(request, programme, current) for programme in programmes]),
        "programme_year": current,
        "role_label": request.user.get_role_display(),
        "search_url": reverse("search"),
        "search_text": request.GET.get("q", "") if _page(request)[0] == "search" else "",
        "session_seconds": seconds_left(request),
    }


def _page(request: HttpRequest) -> tuple[str, dict]:
    """URL name and kwargs of the page shown; empty where no page was found."""
    match = request.resolver_match
    return (match.view_name or "", match.kwargs) if match else ("", {})


def current_year(request: HttpRequest, programmes: list[Programme]) -> ProgrammeYear | None:
    """The year the page belongs to; on pages of no year, the newest one opened."""
    kwargs = _page(request)[1]
    years = [year for programme in programmes for year in programme.years.all()]
    wanted = (kwargs.get("programme"), kwargs.get("year"))
    shown = [year for year in years if (year.programme.code, year.year) == wanted]
    worked_in = [year for year in years if not year.is_record]
    newest = sorted(worked_in, key=lambda year: (year.year, year.programme.first_year), reverse=True)
    return next(iter(shown or newest), None)


def navigation(request: HttpRequest, current: ProgrammeYear | None) -> list[NavItem]:
    """The entries of the person's role; before any year was opened there is nothing to lead to."""
    if not current:
        return []
    name = _page(request)[0]
    return [_nav_item(entry, current, name) for entry in NAVIGATION[request.user.role]]


def _nav_item(entry: Entry, current: ProgrammeYear, page: str) -> NavItem:
    url = reverse(entry.url_name, kwargs={"programme": current.programme.code, "year": current.year})
    return NavItem(entry.label, entry.icon, url, active=page.startswith(entry.pages))


def switch(request: HttpRequest, programme: Programme, current: ProgrammeYear | None) -> ProgrammeChoice:
    """The years of one programme. Each leads to the same page of that year, or to its home when the page is about
    one row, which another year need not have."""
    name, kwargs = _page(request)
    name = name if set(kwargs) == OF_A_YEAR else "year-home"
    years = [
        YearChoice(
            year=year.year,
            url=reverse(name, kwargs={"programme": programme.code, "year": year.year}),
            active=bool(current) and year.pk == current.pk,
        )
        for year in programme.years.all()
    ]
    return ProgrammeChoice(code=programme.code, name=programme.name, years=years)
