"""Search from the top bar: communes and units in scope, without marks, in the newest year's pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from communes.models import Commune, ProgrammeYear
from kontum04.core.access import EVERYONE, roles_required
from kontum04.core.text import fold
from twinning.models import Unit

MOST_FOUND = 20
SHORTEST = 2


@require_GET
@roles_required(EVERYONE)
def search(request: HttpRequest) -> HttpResponse:
    """Up to MOST_FOUND communes and units whose names hold the words; every result leads to its page."""
    words = fold(request.GET.get("q", ""))
    year = ProgrammeYear.objects.worked_in().select_related("programme").first()
    found = _find(request.user, words, year) if len(words) >= SHORTEST and year else {}
    return render(request, "reports/search.html", {"query": request.GET.get("q", ""), "shortest": SHORTEST} | found)


def _find(user, words: str, year: ProgrammeYear) -> dict:
    def link(name: str, pk: int) -> str:
        return reverse(name, kwargs={"programme": year.programme.code, "year": year.year, "pk": pk})

    communes = Commune.objects.visible_to(user).filter(search_key__contains=words).select_related("district")
    units = Unit.objects.visible_to(user).filter(search_key__contains=words)
    return {
        "communes": [(place.full_name, place, link("commune-detail", place.pk)) for place in communes[:MOST_FOUND]],
        "units": [(unit.name, unit, link("unit-detail", unit.pk)) for unit in units[:MOST_FOUND]],
    }
