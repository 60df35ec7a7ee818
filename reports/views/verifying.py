"""The page where anybody, signed in or not, compares a file with what was issued. It shows nothing of the content."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from kontum04.accounts.models import User
from reports.choices import ReadKind
from reports.documents.verification import spelled
from reports.issued_forms import VerifyForm
from reports.models import IssuedDocument
from reports.services.reading import log_read
from reports.services.verifying import Verdict, by_code, hash_of, typed_hash, verified


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Look a file or its hash up among all that was issued, or go to the page of a code."""
    return _page(request, None)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """Compare a file with the document of the code. 404 for a code that was never given."""
    document = by_code(code)
    if document is None:
        raise Http404
    return _page(request, document)


def _page(request: HttpRequest, document: IssuedDocument | None) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = VerifyForm(*sent, asks_code=document is None)
    verdict, status = None, 200
    if form.is_bound:
        if not form.is_valid():
            status = 422
        elif found := by_code(form.cleaned_data.get("code", "")):
            return redirect("verify-code", code=found.code)
        else:
            verdict = _verdict(form, document, request)
    context = {"form": form, "document": document, "verdict": verdict}
    if document:
        context |= {"spelled": spelled(document.code), "later": getattr(document, "corrected_by", None)}
        context["programme_year"] = document.programme_year
    return render(request, "reports/verify.html", context, status=status)


def _verdict(form: VerifyForm, document: IssuedDocument | None, request: HttpRequest) -> Verdict:
    file = form.cleaned_data["file"]
    verdict = verified(hash_of(file) if file else typed_hash(form.cleaned_data["sha256"]), document)
    if verdict.file:
        user = request.user if isinstance(request.user, User) else None
        file_format = verdict.file.file_format
        log_read(verdict.file.document, by=user, kind=ReadKind.VERIFIED, file_format=file_format)
    return verdict


urls = [
    path("verify/", verify, name="verify"),
    path("verify/<slug:code>/", verify_code, name="verify-code"),
]
