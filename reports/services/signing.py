"""The optional digital signature of an issued PDF, with a certificate in a PKCS#12 file named in the settings.

The stamp people see is drawn like our documents, so that it has every Vietnamese letter in an embedded font.
"""

import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from kontum04.core import clock, formats
from reports.documents.archival import ArchivalPdf, Box
from reports.documents.render import stamp_pdf

FIELD = "ChuKySo"


class SigningError(Exception):
    """The document could not be signed as the settings ask; the message says why."""


@dataclass(frozen=True)
class Signed:
    """The PDF as it is kept, and who signed it; nobody without a certificate."""

    content: bytes
    signer: str


def signed(pdf: ArchivalPdf, *, place: str) -> Signed:
    """The PDF with a visible signature, checked after signing; as it was where no certificate is set up.

    Raise SigningError when the certificate cannot be used or the signature does not hold."""
    if not settings.SIGNING_PKCS12:
        return Signed(pdf.content, "")
    signer = _signer()
    name = signer.subject_name or ""
    writer = IncrementalPdfFileWriter(BytesIO(pdf.content))
    box = pdf.stamp
    corners = (round(box.left), round(box.bottom), round(box.right), round(box.top))
    field = fields.SigFieldSpec(FIELD, on_page=box.page, box=corners)
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", location=place, subfilter=fields.SigSeedSubFilter.PADES
    )
    with tempfile.NamedTemporaryFile(suffix=".pdf") as stamp:
        stamp.write(_stamp(name, box))
        stamp.flush()
        style = StaticStampStyle.from_pdf_file(stamp.name, border_width=0)
        content = signers.PdfSigner(metadata, signer, stamp_style=style, new_field_spec=field).sign_pdf(writer)
    result = content.getvalue()
    if not is_intact(result):
        raise SigningError(_("Chữ ký số vừa ký không kiểm tra lại được; chưa ban hành."))
    return Signed(result, name)


def _signer() -> signers.SimpleSigner:
    path = Path(settings.SIGNING_PKCS12)
    password = settings.SIGNING_PASSWORD.encode() or None
    try:
        content = path.read_bytes()
        pkcs12.load_key_and_certificates(content, password)
        return signers.SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=password)
    except (OSError, ValueError) as error:
        raise SigningError(
            _("Không dùng được chứng thư số %(file)s: tệp không đọc được hoặc sai mật khẩu.") % {"file": path.name}
        ) from error


def _stamp(name: str, box: Box) -> bytes:
    context = {"name": name, "signed_at": formats.date_time(clock.now())}
    html = render_to_string("documents/stamp.html", context)
    return stamp_pdf(html, width=box.right - box.left, height=box.top - box.bottom)


def is_intact(pdf: bytes) -> bool:
    """Whether the signature holds over the whole file. Who stands behind the certificate is not asked here."""
    [signature] = PdfFileReader(BytesIO(pdf)).embedded_signatures
    trust = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(signature, signer_validation_context=trust)
    return bool(status.intact and status.valid and status.coverage == SignatureCoverageLevel.ENTIRE_FILE)
