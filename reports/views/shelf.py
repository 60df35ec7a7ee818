"""The shelf of documents: every kind a person may make, its first page as a picture, and whom it may be about."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView

from communes.yearly import YearMixin, get_programme_year
from kontum04.accounts.models import User
from kontum04.core.access import EVERYONE, RoleRequiredMixin, may, roles_required
from kontum04.core.text import fold
from reports.documents.library import KINDS
from reports.documents.orders import DocumentKind, DocumentOrder, NothingToSayError
from reports.documents.preview import preview_of
from reports.documents.rules import rule_set_for
from reports.jobs.batches import orders_for_all, subject_of
from reports.views.jobs import own_jobs
from reports.views.ordering import NUMBERS, asked_order
from reports.views.tabs import DocumentTabs

_NOTHING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297">'
    '<text x="105" y="150" text-anchor="middle" font-size="15" font-family="sans-serif" fill="#524b43">{words}</text>'
    "</svg>"
)
"""Stands where a paper would have a first page."""

FULL_NAMES = {"commune": "full_name", "unit": "name"}
PER_PAGE = 50


@dataclass(frozen=True)
class Item:
    """One document that can be had: what it is about, and the query that asks for it."""

    name: str
    detail: str
    query: str


@dataclass(frozen=True)
class Place:
    """One kind on the shelf with the document its picture shows; `count` of them can be had."""

    kind: DocumentKind
    subject: str
    count: int
    query: str
    needs_span: bool


def kinds_for(user: User) -> list[DocumentKind]:
    """What a person may make."""
    return [kind for kind in KINDS.values() if may(user, kind.roles)]


def item_of(order: DocumentOrder, subject: str) -> Item:
    """The name of what a document is about, and where it lies."""
    about = getattr(order, subject)
    name = getattr(about, FULL_NAMES[subject]) if subject in FULL_NAMES else str(about)
    detail = about.commune.full_name if subject == "village" else ""
    return Item(name, detail, f"?{urlencode({subject: about.pk})}")


class Shelf(YearMixin, RoleRequiredMixin, TemplateView):
    """A page of documents; says when their layout still awaits confirmation."""

    roles = EVERYONE

    def get_context_data(self, **kwargs) -> dict:
        rule_set = rule_set_for(self.programme, self.programme_year.as_of)
        return super().get_context_data(**kwargs) | {"notice": rule_set.notice}


class DocumentList(DocumentTabs, Shelf):
    """Every kind of document of the year that the person may make."""

    tab = "document-list"
    template_name = "reports/document_list.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {
            "shelf": [self._place(kind) for kind in kinds_for(self.request.user)],
            "jobs": own_jobs(self.request, self.programme_year),
        }

    def _place(self, kind: DocumentKind) -> Place:
        subject = subject_of(kind)
        orders = orders_for_all(kind, self.programme_year, self.request.user)
        first = item_of(orders[0], subject).query if subject and orders else ""
        needs_span = "from_year" in kind.needs
        query = f"?{urlencode({'from_year': self.year - 1})}" if needs_span else first
        return Place(kind, subject, len(orders), query, needs_span)


class DocumentKindPage(Shelf):
    """One kind: choose the unit, commune, village or span of years it shall be about."""

    template_name = "reports/document_kind.html"

    @cached_property
    def kind(self) -> DocumentKind:
        kind = KINDS.get(self.kwargs["kind"])
        if kind is None:
            raise Http404
        if not may(self.request.user, kind.roles):
            raise PermissionDenied
        return kind

    def get_context_data(self, **kwargs) -> dict:
        subject, asked = subject_of(self.kind), self.request.GET.get("q", "").strip()
        items = self._items(subject) if subject else []
        found = [item for item in items if fold(asked) in fold(f"{item.name} {item.detail}")]
        return super().get_context_data(**kwargs) | {
            "kind": self.kind,
            "subject": subject,
            "asked": asked,
            "count": len(items),
            "page": Paginator(found, PER_PAGE).get_page(self.request.GET.get("page")),
            "chosen": self._chosen(found),
            "from_years": self._from_years() if "from_year" in self.kind.needs else [],
        }

    def _items(self, subject: str) -> list[Item]:
        return [item_of(order, subject) for order in orders_for_all(self.kind, self.programme_year, self.request.user)]

    def _chosen(self, found: list[Item]) -> Item | None:
        """The one whose first page is shown: the one named, else the first."""
        named = {name: self.request.GET[name] for name in NUMBERS if self.request.GET.get(name, "").isdecimal()}
        query = f"?{urlencode(named)}"
        if "from_year" in self.kind.needs:
            return Item("", "", query) if "from_year" in named else None
        return next((item for item in found if item.query == query), found[0] if found else None)

    def _from_years(self) -> list[int]:
        years = self.programme.years.filter(year__lt=self.year)
        return list(years.order_by("year").values_list("year", flat=True))


@require_GET
@roles_required(EVERYONE)
def document_preview(request: HttpRequest, programme: str, year: int, kind: str) -> HttpResponse:
    """The first page as a picture; 304 while it says the same as what the browser has."""
    programme_year = get_programme_year(programme, year)
    asked = KINDS.get(kind)
    if asked is None:
        raise Http404
    if not may(request.user, asked.roles):
        raise PermissionDenied
    try:
        preview = preview_of(asked_order(asked, programme_year, request.GET, request.user), request.user)
    except NothingToSayError:
        return HttpResponse(_NOTHING.format(words=_("Chưa có nội dung")), content_type="image/svg+xml")
    tag = quote_etag(preview.tag)
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(preview.png(), content_type="image/png")
    response["ETag"], response["Cache-Control"] = tag, "private, no-cache"
    return response


urls = [
    path("documents/", DocumentList.as_view(), name="document-list"),
    path("documents/kinds/<slug:kind>/", DocumentKindPage.as_view(), name="document-kind"),
    path("documents/kinds/<slug:kind>/first-page.png", document_preview, name="document-preview"),
]
