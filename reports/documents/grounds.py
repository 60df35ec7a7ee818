"""What a decision rests on (căn cứ), as its heading cites it, and who decides: all of it from the data."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import Decision, Programme, ProgrammeYear
from kontum04.core.scoping import Viewer
from reports.choices import SigningCapacity
from reports.documents.layout import Style
from reports.documents.place_words import Dated
from reports.models import IssuedDocument

TYPES = {
    "NQ": gettext_lazy("Nghị quyết"),
    "QĐ": gettext_lazy("Quyết định"),
    "KL": gettext_lazy("Kết luận"),
    "CT": gettext_lazy("Chỉ thị"),
    "TB": gettext_lazy("Thông báo"),
    "KH": gettext_lazy("Kế hoạch"),
}
"""Types of legal acts by the abbreviation in their number."""

_WORD = re.compile(r"[^\W\d]+")


def cited(decision: Decision, dated: Dated) -> str:
    """“Nghị quyết số 04-NQ/TU, ngày 19-8-2016 của Tỉnh ủy về …”; a summary that says no "about" is left out."""
    kind = next((TYPES[word] for word in _WORD.findall(decision.number) if word in TYPES), _("văn bản"))
    words = {"type": kind, "number": decision.number, "day": dated(decision.issued_on), "issuer": decision.issuer}
    line = _("%(type)s số %(number)s, ngày %(day)s của %(issuer)s") % words
    is_about = decision.summary.casefold().startswith("về ")
    return f"{line} {decision.summary[:1].lower()}{decision.summary[1:]}" if is_about else line


def grounds_of(
    programme_year: ProgrammeYear, viewer: Viewer, *, earlier: Iterable[Decision], style: Style, dated: Dated
) -> tuple[str, ...]:
    """The programme's own decision, those that are changed, the submission that was issued and what was asked for.

    Each ends with a semicolon; the last with a comma in Party style, with a full stop in state style."""
    rests_on = dict.fromkeys([programme_year.programme.decision, *earlier])
    lines = [_("Căn cứ %(decision)s") % {"decision": cited(decision, dated)} for decision in rests_on]
    lines.append(_asked_for(programme_year, viewer, style, dated))
    end = "," if style is Style.PARTY else "."
    return (*(f"{line};" for line in lines[:-1]), lines[-1] + end)


def _asked_for(programme_year: ProgrammeYear, viewer: Viewer, style: Style, dated: Dated) -> str:
    """“Xét Tờ trình số 05-TTr/BCĐ, ngày 02-01-2019 và đề nghị của cơ quan thường trực”."""
    issued = IssuedDocument.objects.visible_to(viewer).filter(programme_year=programme_year, kind="proposal")
    submission = issued.filter(corrected_by__isnull=True).order_by("dated_on", "number").last()
    asked = _("đề nghị của cơ quan thường trực chương trình")
    if submission:
        words = {"reference": submission.reference, "day": dated(submission.dated_on), "asked": asked}
        asked = _("Tờ trình số %(reference)s, ngày %(day)s và %(asked)s") % words
    start = _("Xét %(asked)s") if style is Style.PARTY else _("Theo %(asked)s")
    return start % {"asked": asked}


def enactor_of(programme: Programme, style: Style) -> str:
    """Who decides: a Party committee as such, else the head of the state body, "Giám đốc Sở Nội vụ".

    A word that ends the post and begins the body stands once: "Trưởng ban" and "Ban Chỉ đạo" are "Trưởng Ban Chỉ đạo".
    """
    signatory = programme.signatories.first()
    if style is Style.PARTY or signatory is None or signatory.capacity == SigningCapacity.COLLECTIVE:
        return programme.issuing_body
    post, body = (signatory.on_behalf_of or signatory.position).split(), programme.issuing_body.split()
    shared = post[-1:] and body[:1] and post[-1].casefold() == body[0].casefold()
    return " ".join([*(post[:-1] if shared else post), *body])
