"""How a corrected document names the one it replaces."""

from django.utils.translation import gettext as _

from reports.documents.context_types import Letterhead
from reports.documents.layout import DOCUMENT_TYPES
from reports.models import IssuedDocument


def citation(corrects: IssuedDocument, letterhead: Letterhead) -> str:
    """“Báo cáo này thay thế, đính chính Báo cáo số 05-BC/BCĐ, ngày 02-01-2019 của Ban Chỉ đạo 04.”"""
    return _(
        "%(type)s này thay thế, đính chính %(old_type)s số %(reference)s, ngày %(date)s của cùng cơ quan ban hành."
    ) % {
        "type": DOCUMENT_TYPES[letterhead.doc_type],
        "old_type": DOCUMENT_TYPES[corrects.series.doc_type],
        "reference": corrects.reference,
        "date": letterhead.rule_set.text_date(corrects.dated_on),
    }
