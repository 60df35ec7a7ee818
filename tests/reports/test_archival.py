"""The PDF that is issued: PDF/A-3 as produced, tagged, with its data inside, a code on the last page, a signature."""

import io
import subprocess
from dataclasses import replace

import pdfplumber
import pytest
import segno
from django.test import override_settings
from pypdf import PdfReader

from kontum04.core.problems import Problems
from reports.documents.archival import ArchivalPdf, Embedded, archival_pdf
from reports.documents.output import FORMATS
from reports.documents.render import document_pdf
from reports.documents.verification import Verification
from reports.models import IssuedDocument, NumberSeries
from reports.services.archive import issued_bytes
from reports.services.signing import SigningError, is_intact, signed
from tests.reports import certificates, sample
from tests.reports.issuing import issue_reminder

FILES = (
    Embedded("so-lieu.json", b'{"a": 1}', "Số liệu lúc ban hành", "Source"),
    Embedded("bieu-so-lieu.xlsx", b"PK", "Các biểu", "Data"),
)
VERIFICATION = Verification("12-BC/BCĐ", "K7QM3F9X2PWA", "https://portal.example/verify/K7QM3F9X2PWA/")


@pytest.fixture(scope="module")
def drawn() -> ArchivalPdf:
    """A review with an annex."""
    context = replace(sample.review(), annexes=(sample.commune_annex(),), verification=VERIFICATION)
    return archival_pdf("review", context, FILES)


@pytest.fixture(scope="module")
def catalog(drawn):
    return PdfReader(io.BytesIO(drawn.content)).trailer["/Root"]


def test_it_says_it_is_pdf_a_3a(catalog):
    told = catalog["/Metadata"].get_data().decode()
    assert 'pdfaid:part="3"' in told or "<pdfaid:part>3" in told
    assert 'pdfaid:conformance="A"' in told or "<pdfaid:conformance>A" in told
    [intent] = catalog["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFA1"


def test_it_is_tagged_with_language_and_title(drawn, catalog):
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "vi"
    assert catalog["/StructTreeRoot"]["/K"]
    assert PdfReader(io.BytesIO(drawn.content)).metadata.title.startswith("Báo cáo kết quả thực hiện")


def test_the_data_are_inside_as_associated_files(drawn, catalog):
    reader = PdfReader(io.BytesIO(drawn.content))
    assert dict(reader.attachments.items()) == {file.name: [file.content] for file in FILES}
    found = [entry.get_object() for entry in catalog["/AF"]]
    assert {(each["/UF"], each["/AFRelationship"]) for each in found} == {
        ("so-lieu.json", "/Source"),
        ("bieu-so-lieu.xlsx", "/Data"),
    }


def test_its_structure_is_sound_and_every_font_embedded(drawn, tmp_path):
    path = tmp_path / "issued.pdf"
    path.write_bytes(drawn.content)
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    fonts = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)


def test_the_code_stands_on_the_last_page_only(drawn):
    with pdfplumber.open(io.BytesIO(drawn.content)) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
        squares = [line for line in pdf.pages[-1].lines if line["x1"] - line["x0"] < 60]  # not the rule above
    assert "K7QM-3F9X-2PWA" in pages[-1]
    assert VERIFICATION.address in pages[-1]
    assert not any("K7QM-3F9X-2PWA" in page for page in pages[:-1])
    assert dark(squares) == {
        (row, column)
        for row, line in enumerate(segno.make(VERIFICATION.address, error="m", micro=False).matrix)
        for column, value in enumerate(line)
        if value
    }


def dark(lines: list[dict]) -> set[tuple[int, int]]:
    """The dark squares of a QR code that is drawn as strokes one square high, by row and column."""
    left, top = min(line["x0"] for line in lines), min(line["top"] for line in lines)
    finder = next(line for line in lines if (line["x0"], line["top"]) == (left, top))
    side = (finder["x1"] - finder["x0"]) / 7  # the upper left corner begins with seven dark squares
    return {
        (round((line["top"] - top) / side), round((line["x0"] - left) / side) + step)
        for line in lines
        for step in range(round((line["x1"] - line["x0"]) / side))
    }


def test_a_draft_carries_nothing_of_it():
    content = document_pdf("review", replace(sample.review(), annexes=()))
    catalog = PdfReader(io.BytesIO(content)).trailer["/Root"]
    assert "/AF" not in catalog
    assert "/StructTreeRoot" not in catalog
    assert "Mã kiểm tra" not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.django_db
@override_settings(PUBLIC_URL="https://portal.example")
def test_what_is_embedded_is_what_was_issued_beside_it(world):
    document = issue_reminder(world)
    content = {file.file_format: issued_bytes(file) for file in document.files.all()}
    inside = PdfReader(io.BytesIO(content["pdf"])).attachments
    assert inside["so-lieu.json"] == [content["json"]]
    assert inside["bieu-so-lieu.xlsx"] == [content["xlsx"]]
    assert set(FORMATS) < set(content)
    text = PdfReader(io.BytesIO(content["pdf"])).pages[-1].extract_text()
    assert f"https://portal.example/verify/{document.code}/" in text
    assert document.reference in text


# --- Signature --------------------------------------------------------------------------------------------------------


@pytest.fixture
def certificate(settings, tmp_path):
    settings.SIGNING_PKCS12 = str(tmp_path / "thu.p12")
    settings.SIGNING_PASSWORD = certificates.PASSWORD
    certificates.write_certificate(tmp_path / "thu.p12")


def test_a_signature_holds_until_one_byte_changes(certificate, drawn):
    result = signed(drawn, place="Kon Tum")
    assert result.signer == certificates.NAME
    assert is_intact(result.content)
    at = result.content.index(b"/Title")
    for tampered in (
        result.content[: at + 12] + bytes([result.content[at + 12] ^ 1]) + result.content[at + 13 :],
        result.content + b"\n% more\n",
    ):
        assert not holds(tampered)


def holds(pdf: bytes) -> bool:
    try:
        return is_intact(pdf)
    except Exception:  # noqa: BLE001 (a file broken so badly that it cannot be read does not hold either)
        return False


def test_the_stamp_stands_over_the_signers_name_in_vietnamese(certificate, drawn):
    content, box = signed(drawn, place="Kon Tum").content, drawn.stamp
    reader = PdfReader(io.BytesIO(content))
    [field] = [each.get_object() for each in reader.pages[box.page]["/Annots"]]
    assert [round(float(edge)) for edge in field["/Rect"]] == [
        round(edge) for edge in (box.left, box.bottom, box.right, box.top)
    ]
    fonts = subprocess.run(["pdffonts", "-"], input=content, check=True, capture_output=True).stdout
    assert all(line.split()[-5] == b"yes" for line in fonts.splitlines()[2:])
    assert dict(reader.attachments.items()).keys() == {file.name for file in FILES}


@pytest.mark.django_db
def test_issuing_signs_and_keeps_who_signed(certificate, world):
    document = issue_reminder(world)
    assert document.signature == certificates.NAME
    assert is_intact(issued_bytes(document.files.get(file_format="pdf")))


@pytest.mark.django_db
def test_a_certificate_that_cannot_be_used_stops_issuing(certificate, world, settings):
    settings.SIGNING_PASSWORD = "sai"
    with pytest.raises(Problems, match=r"Không dùng được chứng thư số thu\.p12"):
        issue_reminder(world)
    assert not IssuedDocument.objects.exists()
    assert not NumberSeries.objects.exists()


def test_a_missing_certificate_is_told(certificate, drawn, settings):
    settings.SIGNING_PKCS12 = "/khong/co.p12"
    with pytest.raises(SigningError, match=r"co\.p12"):
        signed(drawn, place="Kon Tum")


def test_a_signature_that_does_not_hold_is_not_issued(certificate, drawn, monkeypatch):
    monkeypatch.setattr("reports.services.signing.is_intact", lambda _pdf: False)
    with pytest.raises(SigningError, match="không kiểm tra lại được"):
        signed(drawn, place="Kon Tum")


def test_without_a_certificate_the_file_stays_as_it_was(drawn, settings):
    settings.SIGNING_PKCS12 = ""
    result = signed(drawn, place="Kon Tum")
    assert (result.content, result.signer) == (drawn.content, "")
