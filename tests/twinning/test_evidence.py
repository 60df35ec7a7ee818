"""Files of a report: checked, private, kept with what was filed."""

import html

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories as make
from tests.twinning.pages import dump, fields_of
from twinning.choices import ReportStatus
from twinning.models import Evidence
from twinning.services.evidence import MAX_FILES, shorten

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n"


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def file(name: str = "Biên bản nghiệm thu.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")  # what the browser claims counts for nothing


@pytest.fixture
def upload(world, client_of):
    """Send the unit's draft with a file."""

    def send(given, **changes):
        client = client_of("unit")
        fields = fields_of(client.get(world.url("report-edit", pk=world.filings.draft.pk))) | changes
        fields |= {"evidence-file": given} if given else {}
        return client.post(world.url("evidence-upload", pk=world.filings.draft.pk), fields)

    return send


def test_a_file_is_kept_with_the_text_that_came_with_it(world, upload):
    response = upload(
        file(),
        **{"evidence-title": "Nghiệm thu", "evidence-commune": world.commune.pk, f"c{world.commune.pk}-trips": "77"},
    )
    assert response.status_code == 302
    evidence = world.filings.draft.evidence.get(title="Nghiệm thu")
    assert evidence.original_name == "Biên bản nghiệm thu.pdf"
    assert (evidence.content_type, evidence.size) == ("application/pdf", len(PDF))
    assert evidence.commune == world.commune
    assert evidence.uploaded_by == world.people.unit
    assert "nghi" not in evidence.file.name  # a person's file name never reaches the disk
    assert world.filings.draft.contributions.get().trips == 77


def test_the_page_warns_of_classified_papers(world, client_of):
    page = text_of(client_of("unit").get(world.url("report-edit", pk=world.filings.draft.pk)))
    assert "Không tải lên tài liệu có độ Mật trở lên" in page


def test_the_same_file_twice_is_one(world, upload):
    upload(file())
    upload(file())
    assert world.filings.draft.evidence.count() == 2  # the cast's own and this one


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (None, "Chưa chọn tệp"),
        (file(content=b""), "Tệp trống"),
        (file("trang.html", b"<script>alert(1)</script>"), "Không nhận tệp loại này"),
        (file("anh.png", b"<script>alert(1)</script>"), "Nội dung tệp không phải là .png"),
    ],
)
def test_a_refused_file_is_explained_and_the_text_is_kept(world, upload, given, message):
    response = upload(given, **{f"c{world.commune.pk}-trips": "78"})
    assert response.status_code == 422
    assert message in text_of(response)
    assert world.filings.draft.evidence.count() == 1
    assert world.filings.draft.contributions.get().trips == 78


def test_there_is_an_end_to_the_number_of_files(world, upload):
    for number in range(MAX_FILES - 1):
        make.EvidenceFactory(report=world.filings.draft, data=b"%d" % number)
    assert f"tối đa {MAX_FILES} tệp" in text_of(upload(file()))
    assert world.filings.draft.evidence.count() == MAX_FILES


def test_a_filed_report_takes_no_more_files(world, client_of):
    client = client_of("unit")
    before = dump()
    response = client.post(world.url("evidence-upload", pk=world.filings.half.pk), {"evidence-file": file()})
    assert response.status_code == 409
    assert dump() == before


# --- Reading ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("unit", 200),
        ("office", 200),
        ("leadership", 200),
        ("member", 200),
        ("unit_outsider", 404),
        ("commune", 404),
        (None, 302),
    ],
)
def test_a_file_of_a_draft_is_for_those_who_see_the_report(world, client_of, who, status):
    url = world.url("evidence-download", pk=world.filings.evidence.pk)
    assert client_of(who).get(url).status_code == status


@pytest.mark.parametrize(("who", "status"), [("commune_outsider", 200), ("commune", 404), ("unit", 404)])
def test_a_file_of_a_filed_report_is_also_for_its_commune(world, client_of, who, status):
    url = world.url("evidence-download", pk=world.filings.other_evidence.pk)
    assert client_of(who).get(url).status_code == status


def test_a_file_comes_as_a_download_that_is_never_guessed_at(world, client_of):
    evidence = make.EvidenceFactory(report=world.filings.draft, original_name="Đường bê tông.pdf", data=PDF)
    response = client_of("unit").get(world.url("evidence-download", pk=evidence.pk))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "%C4%90%C6%B0%E1%BB%9Dng" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]


# --- Taking off ---------------------------------------------------------------------------------------------------


def test_taking_a_file_off_asks_first(world, client_of):
    client, evidence = client_of("unit"), world.filings.evidence
    url = world.url("evidence-delete", pk=evidence.pk)
    assert evidence.original_name in text_of(client.get(url))
    assert Evidence.objects.filter(pk=evidence.pk).exists()
    assert client.post(url).status_code == 302
    assert not Evidence.objects.filter(pk=evidence.pk).exists()


@pytest.mark.parametrize(("who", "status"), [("leadership", 403), ("commune", 403), ("unit_outsider", 404)])
def test_others_take_nothing_off(world, client_of, who, status):
    assert client_of(who).post(world.url("evidence-delete", pk=world.filings.evidence.pk)).status_code == status
    assert Evidence.objects.filter(pk=world.filings.evidence.pk).exists()


def test_a_filed_report_keeps_its_files(world, client_of):
    evidence = make.EvidenceFactory(report=world.filings.half)
    client_of("unit").post(world.url("evidence-delete", pk=evidence.pk))
    assert Evidence.objects.filter(pk=evidence.pk).exists()


@pytest.mark.parametrize("was_filed", [True, False])
def test_the_bytes_stay_when_they_were_part_of_a_filed_round(
    world, client_of, django_capture_on_commit_callbacks, was_filed
):
    report = world.filings.half
    evidence = make.EvidenceFactory(report=report, data=PDF)
    report.versions.update(content={"evidence": [{"sha256": evidence.sha256}]} if was_filed else {})
    report.status = ReportStatus.RETURNED
    report.save()
    with django_capture_on_commit_callbacks(execute=True):
        client_of("unit").post(world.url("evidence-delete", pk=evidence.pk))
    assert not Evidence.objects.filter(pk=evidence.pk).exists()
    assert default_storage.exists(evidence.file.name) is was_filed


def test_a_long_name_keeps_its_ending():
    name = shorten("C:\\tài liệu\\" + "x" * 300 + ".pdf")
    assert len(name) == 200
    assert name.startswith("xxx")
    assert name.endswith("….pdf")
