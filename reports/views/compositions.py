"""Documents that are being composed: the list, beginning one, its heading and signature, its file."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_GET

from communes.yearly import YearMixin
from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core.access import RoleRequiredMixin, may, roles_required
from kontum04.core.downloads import file_response
from kontum04.core.problems import Problems
from kontum04.core.refusals import put_on_form
from kontum04.core.views import ListPage
from reports.access import DRAFT_READERS
from reports.composition_tables import CompositionFilter, CompositionTable
from reports.documents.library import KINDS
from reports.documents.orders import DocumentOrder, NothingToSayError
from reports.documents.output import FORMATS
from reports.forms import BeginForm, LetterheadForm
from reports.models import Composition
from reports.services.comments import comments_annex
from reports.services.composing import begin, composed_context, save_letterhead
from reports.services.reading import log_draft
from reports.views.tabs import DocumentTabs

COMMENT_READERS = OFFICE_STAFF | {Role.HEAD}
"""Who prints the list of comments with the document."""


def get_composition(request: HttpRequest, programme: str, year: int, pk: int) -> Composition:
    """A document the person may see; 404 for every other."""
    rows = Composition.objects.visible_to(request.user).filter(
        programme_year__programme__code=programme, programme_year__year=year
    )
    related = ("programme_year__programme", "made_by", "approved_by", "corrects")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def composition_url(name: str, composition: Composition, **kwargs) -> str:
    """Address of a page or an action of the document."""
    year = composition.programme_year
    return reverse(name, kwargs={"programme": year.programme.code, "year": year.year, "pk": composition.pk, **kwargs})


class CompositionList(DocumentTabs, YearMixin, ListPage):
    """What is being composed for the year, the newest first."""

    tab = "composition-list"
    model = Composition
    table_class = CompositionTable
    filterset_class = CompositionFilter
    roles = DRAFT_READERS
    heading = gettext_lazy("Văn bản đang soạn")
    count_label = gettext_lazy("{count} văn bản")
    empty_title = gettext_lazy("Chưa soạn văn bản nào")
    empty_hint = gettext_lazy("Cơ quan thường trực lập dự thảo từ số liệu, sửa, gửi lấy ý kiến rồi trình duyệt.")

    def get_queryset(self):
        rows = super().get_queryset().in_year(self.programme, self.year).select_related("made_by")
        remarks = Count("sections__comments")
        return rows.annotate(
            remarks=remarks, unanswered=Count("sections__comments", Q(sections__comments__answer_kind=""))
        )

    def get_table_kwargs(self) -> dict:
        return {"programme_year": self.programme_year}

    def get_main_action(self) -> dict | None:
        if not may(self.request.user, OFFICE_STAFF):
            return None
        return {"label": _("Soạn văn bản mới"), "url": self.year_url("composition-new"), "icon": "plus-lg"}


class BeginComposition(YearMixin, RoleRequiredMixin, View):
    """Which document, over which years."""

    roles = OFFICE_STAFF

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        initial = {name: request.GET[name] for name in ("kind", "from_year") if name in request.GET}
        return self.page(BeginForm(programme_year=self.programme_year, initial={"kind": "review"} | initial))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form = BeginForm(request.POST, programme_year=self.programme_year)
        if not form.is_valid():
            return self.page(form, status=422)
        order = DocumentOrder(form.cleaned_data["kind"], self.programme_year, form.cleaned_data["from_year"])
        try:
            composition = begin(order=order, by=request.user)
        except NothingToSayError as nothing:
            form.add_error("kind", str(nothing))
            return self.page(form, status=422)
        messages.success(request, _("Đã lập dự thảo từ số liệu. Bấm “Sửa mục” để viết tiếp."))
        return redirect(composition_url("composition-detail", composition))

    def page(self, form: BeginForm, *, status: int = 200) -> HttpResponse:
        context = {
            "title": _("Soạn văn bản năm %(year)s") % {"year": self.year},
            "form": form,
            "programme_year": self.programme_year,
            "submit_label": _("Lập dự thảo"),
            "cancel_url": self.year_url("composition-list"),
        }
        return render(self.request, "generic/form.html", context, status=status)


class EditLetterhead(RoleRequiredMixin, View):
    """Date, summary, recipients and signature."""

    roles = OFFICE_STAFF

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        composition = get_composition(request, **kwargs)
        return self.page(composition, LetterheadForm(initial=LetterheadForm.initial_of(composition)))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        composition = get_composition(request, **kwargs)
        form = LetterheadForm(request.POST)
        if form.is_valid():
            try:
                save_letterhead(composition=composition, by=request.user, values=form.cleaned_data)
                return redirect(composition_url("composition-detail", composition))
            except Problems as refusal:
                put_on_form(form, refusal)
        return self.page(composition, form, status=422)

    def page(self, composition: Composition, form: LetterheadForm, *, status: int = 200) -> HttpResponse:
        back = composition_url("composition-detail", composition)
        context = {
            "title": _("Thể thức, ngày và người ký"),
            "form": form,
            "programme_year": composition.programme_year,
            "back_url": back,
            "back_label": str(composition),
            "cancel_url": back,
        }
        return render(self.request, "generic/form.html", context, status=status)


@require_GET
@roles_required(DRAFT_READERS)
def composition_file(request: HttpRequest, file_format: str, **kwargs) -> HttpResponse:
    """The document as it stands now; `?with=comments` adds the list of comments for the office's file."""
    composition = get_composition(request, **kwargs)
    if file_format not in FORMATS:
        raise Http404
    context = composed_context(composition)
    if request.GET.get("with") == "comments":
        if not may(request.user, COMMENT_READERS):
            raise PermissionDenied
        context = replace(context, annexes=(*context.annexes, comments_annex(composition)))
    content = FORMATS[file_format].write(KINDS[composition.kind].template, context)
    log_draft(str(composition), by=request.user, file_format=file_format)
    filename = f"{composition.kind}-{composition.programme_year.year}-du-thao-{composition.pk}.{file_format}"
    return file_response(content, filename=filename, content_type=FORMATS[file_format].content_type)


urls = [
    path("compositions/", CompositionList.as_view(), name="composition-list"),
    path("compositions/new/", BeginComposition.as_view(), name="composition-new"),
    path("compositions/<int:pk>/letterhead/", EditLetterhead.as_view(), name="composition-letterhead"),
    path("compositions/<int:pk>/document.<slug:file_format>", composition_file, name="composition-file"),
]
