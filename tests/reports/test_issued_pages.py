"""The archive and its pages: who reads what, the same bytes every time, the log, verifying without signing in."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from pypdf import PdfReader

from kontum04.accounts.choices import Role
from kontum04.core import clock
from reports.choices import ReadKind
from reports.models import DocumentRead, IssuedDocument
from reports.models.issued import issued_storage
from reports.services.archive import stored
from tests import factories as make
from tests.reports.issuing import DAY, issue_reminder

pytestmark = pytest.mark.django_db


def detail(document: IssuedDocument) -> str:
    return reverse("issued-detail", kwargs={"pk": document.pk})


def file_url(document: IssuedDocument, file_format: str = "pdf") -> str:
    return reverse("issued-file", kwargs={"pk": document.pk, "file_format": file_format})


def reads() -> list[tuple]:
    return list(DocumentRead.objects.order_by("pk").values_list("user__username", "kind", "file_format", "document"))


# --- Who reads what ---------------------------------------------------------------------------------------------------


@pytest.fixture
def papers(world) -> dict[str, IssuedDocument]:
    about = {
        "review": {"kind": "review"},
        "proposal": {"kind": "proposal"},
        "commune": {"kind": "commune", "commune": world.commune},
        "village": {"kind": "village", "village": world.places.village},
        "unit": {"kind": "unit", "unit": world.unit},
        "foreign commune": {"kind": "commune", "commune": world.foreign_commune},
        "other unit": {"kind": "unit", "unit": world.other_unit},
    }
    return {
        name: make.IssuedDocumentFactory(programme_year=world.programme_year, title=name, **given)
        for name, given in about.items()
    }


EVERYTHING = {"review", "proposal", "commune", "village", "unit", "foreign commune", "other unit"}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        *((role, EVERYTHING) for role in (Role.ADMIN, Role.OFFICE, Role.HEAD, Role.LEADERSHIP)),
        (Role.MEMBER, {"review", "commune", "village", "unit"}),
        (Role.DISTRICT, {"review", "commune", "village"}),
        (Role.COMMUNE, {"commune", "village"}),
        (Role.UNIT, {"unit"}),
        ("unposted", set()),
    ],
)
def test_papers_go_to_those_they_are_about(world, papers, role, seen):
    assert {row.title for row in IssuedDocument.objects.visible_to(world.people.of(role))} == seen


def test_the_list_finds_without_marks_and_exports_what_it_shows(client_of, papers):
    client = client_of(Role.LEADERSHIP)
    page = client.get(reverse("issued-list"), {"q": "bao cao", "year": 2018}).content.decode()
    assert "Không có dòng nào khớp" in page
    page = client.get(reverse("issued-list"), {"q": "FOREIGN com", "kind": "commune"}).content.decode()
    assert "foreign commune" in page
    assert "other unit" not in page
    workbook = client.get(reverse("issued-list"), {"format": "xlsx"})
    assert workbook["Content-Type"].endswith("spreadsheetml.sheet")


def test_the_list_costs_the_same_at_any_length(world, constant_queries):
    def more(count: int) -> None:
        for _row in range(count):
            old = make.IssuedDocumentFactory(programme_year=world.programme_year)
            make.IssuedDocumentFactory(programme_year=world.programme_year, corrects=old, version=2)

    constant_queries(reverse("issued-list"), more, Role.LEADERSHIP)


def test_the_log_costs_the_same_at_any_length(world, constant_queries):
    paper = make.IssuedDocumentFactory(programme_year=world.programme_year)

    def more(count: int) -> None:
        for _row in range(count):
            make.DocumentReadFactory(document=paper)

    constant_queries(reverse("document-reads"), more, Role.OFFICE)


# --- Reading ----------------------------------------------------------------------------------------------------------


def test_every_download_gives_the_bytes_that_were_issued_and_is_logged(world, client_of):
    document = issue_reminder(world)
    row = document.files.get(file_format="pdf")
    client = client_of(Role.UNIT)
    client.get(detail(document))
    first, second = client.get(file_url(document)), client.get(file_url(document))
    assert first.content == second.content
    assert hashlib.sha256(first.content).hexdigest() == row.sha256
    assert first["ETag"] == f'"{row.sha256}"'
    assert first["Content-Disposition"] == 'attachment; filename="01-cv-bcd-2019-01-02.pdf"'
    for file_format in ("docx", "xlsx", "json"):
        assert client.get(file_url(document, file_format)).status_code == 200
    assert client.get(file_url(document, "png")).status_code == 404
    who = world.people.unit.username
    assert reads() == [(who, "read", "", document.pk)] + [
        (who, "downloaded", name, document.pk) for name in ("pdf", "pdf", "docx", "xlsx", "json")
    ]


def test_who_has_it_already_is_told_so(world, client_of):
    document = issue_reminder(world)
    client = client_of(Role.OFFICE)
    etag = client.get(file_url(document))["ETag"]
    assert client.get(file_url(document), headers={"If-None-Match": etag}).status_code == 304


def test_what_may_not_be_read_is_not_logged(world, client_of, papers):
    assert client_of(Role.UNIT).get(detail(papers["other unit"])).status_code == 404
    assert client_of(Role.UNIT).get(file_url(papers["other unit"])).status_code == 404
    assert reads() == []


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"%PDF")])
def test_a_damaged_file_is_never_given_out(world, client_of, damage):
    row = make.IssuedFileFactory(document__unit=world.unit, data=b"%PDF damaged")
    path = Path(issued_storage().path(row.content.name))
    path.chmod(0o600)
    damage(path)
    answer = client_of(Role.OFFICE).get(file_url(row.document))
    assert answer.status_code == 500
    assert "không còn nguyên vẹn" in answer.content.decode()
    assert stored(b"%PDF damaged", "pdf").name == row.content.name  # laid down again, it is mended
    assert client_of(Role.OFFICE).get(file_url(row.document)).content == b"%PDF damaged"


def test_files_in_the_archive_may_only_be_read():
    path = Path(issued_storage().path(stored(b"only to be read", "pdf").name))
    assert path.stat().st_mode & 0o777 == 0o440


def test_drafts_are_logged_in_words(world, client_of):
    client_of(Role.OFFICE).get(world.url("document-file", kind="unit", file_format="xlsx") + f"?unit={world.unit.pk}")
    [row] = DocumentRead.objects.all()
    assert (row.document, row.user, row.kind, row.file_format) == (None, world.people.office, "downloaded", "xlsx")
    assert str(world.unit) in row.subject
    assert "dự thảo" in row.subject


def test_the_office_sees_who_read(world, client_of):
    paper = make.IssuedDocumentFactory(programme_year=world.programme_year, title="Báo cáo ấy")
    client_of(Role.LEADERSHIP).get(detail(paper))
    page = client_of(Role.OFFICE).get(reverse("document-reads"), {"q": "bao cao ay", "since": "01/01/2020"})
    assert str(world.people.leadership) in page.content.decode()
    assert "Lượt xem" not in client_of(Role.HEAD).get(detail(paper)).content.decode()


# --- The last question ------------------------------------------------------------------------------------------------


def test_the_office_issues_from_the_page(world, client_of):
    client, url = client_of(Role.OFFICE), world.url("document-issue", kind="reminder") + f"?unit={world.unit.pk}"
    page = client.get(url)
    assert "01-CV/BCĐ" in page.content.decode()
    sent = {"key": page.context["form"].initial["key"], "dated_on": "02/01/2019"}
    answers = [client.post(url, sent), client.post(url, sent)]
    document = IssuedDocument.objects.get()
    assert [answer.url for answer in answers] == [detail(document)] * 2
    assert (document.dated_on, document.unit, document.issued_by) == (DAY, world.unit, world.people.office)
    again = client.get(detail(document))
    replaced = client.get(again.context["correct_url"])
    assert "02-CV/BCĐ" in replaced.content.decode()
    key = replaced.context["form"].initial["key"]
    client.post(again.context["correct_url"], {"key": key, "dated_on": "03/01/2019"})
    assert "đã được thay bởi" in client.get(detail(document)).content.decode()


@pytest.mark.parametrize("day", ["", "khong", "32/01/2019", "01/01/2999"])
def test_a_day_that_cannot_be_is_told(world, client_of, day):
    client, url = client_of(Role.OFFICE), world.url("document-issue", kind="reminder") + f"?unit={world.unit.pk}"
    key = client.get(url).context["form"].initial["key"]
    assert client.post(url, {"key": key, "dated_on": day}).status_code == 422
    assert not IssuedDocument.objects.exists()


@pytest.fixture
def approved(world):
    made = make.CompositionFactory(programme_year=world.programme_year, status="approved", approved_at=clock.now())
    make.ComposedSectionFactory(composition=made, key="own-1", body="<p>Số hộ nghèo: chưa có số liệu.</p>")
    return made


def test_what_is_missing_is_seen_before_issuing(world, client_of, approved):
    client, url = client_of(Role.OFFICE), world.url("composition-issue", pk=approved.pk)
    page = client.get(url)
    assert "chưa có số liệu" in page.content.decode()
    sent = {name: page.context["form"].initial[name] for name in ("key", "seal")}
    assert client.post(url, sent).status_code == 422
    outdated = client.post(url, sent | {"seen": "on", "seal": "khác"})
    assert outdated.status_code == 422
    assert outdated.context["form"]["seal"].value() == sent["seal"]  # the list of now, to be ticked anew
    assert not outdated.context["form"]["seen"].value()
    assert not IssuedDocument.objects.exists()
    answer = client.post(url, sent | {"seen": "on"})
    assert answer.url == detail(IssuedDocument.objects.get())


def test_a_draft_is_not_issued_from_the_page(world, client_of):
    draft = make.CompositionFactory(programme_year=world.programme_year)
    page = client_of(Role.OFFICE).get(world.url("composition-issue", pk=draft.pk)).content.decode()
    assert "chưa được duyệt" in page


# --- Verifying --------------------------------------------------------------------------------------------------------


def verify(client, url: str, **sent) -> str:
    content = sent.pop("content", None)
    if content is not None:
        sent["file"] = SimpleUploadedFile("van-ban.pdf", content)
    return client.post(url, sent).content.decode()


def test_anybody_compares_a_file_with_what_was_issued(world, client_of):
    document = issue_reminder(world)
    content = document.files.get(file_format="pdf").content.read()
    visitor, page = client_of(None), reverse("verify-code", kwargs={"code": document.code})
    shown = visitor.get(page).content.decode()
    assert document.reference in shown
    assert "02/01/2019" in shown
    assert world.unit.name not in shown
    assert "Tệp đúng là bản đã ban hành" in verify(visitor, page, content=content)
    assert "Tệp KHÁC" in verify(visitor, page, content=content + b"\n")
    everywhere = reverse("verify")
    assert document.reference in verify(visitor, everywhere, content=content)
    assert "Không có văn bản nào" in verify(visitor, everywhere, content=b"khac")
    digest = hashlib.sha256(content).hexdigest()
    assert "Tệp đúng" in verify(visitor, everywhere, sha256=f" {digest.upper()}\n")
    assert [kind for _who, kind, *_rest in reads()] == [ReadKind.VERIFIED] * 3


def test_a_replaced_document_says_so_to_visitors(world, client_of):
    old = issue_reminder(world)
    issue_reminder(world, corrects=old)
    page = client_of(None).get(reverse("verify-code", kwargs={"code": old.code})).content.decode()
    assert "Đã được thay bởi văn bản số 02-CV/BCĐ" in page


@pytest.mark.parametrize("typed", ["{0}-{1}-{2}", "{0}{1}{2}", " {0} {1} {2} "])
def test_a_code_is_found_however_it_is_typed(client_of, typed):
    document = make.IssuedDocumentFactory(code="K0QM1F9X2PWA")
    code = typed.format("k0qm", "If9X".replace("I", "l"), "2pwa").replace("0", "o")
    answer = client_of(None).post(reverse("verify"), {"code": code})
    assert answer.url == reverse("verify-code", kwargs={"code": document.code})


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Hãy chọn tệp"),
        ({"sha256": "abc"}, "gồm 64 chữ số"),
        ({"code": "KHONG-CO-DAU"}, "Không có văn bản nào mang mã này"),
    ],
)
def test_what_cannot_be_compared_is_told(client_of, sent, told):
    answer = client_of(None).post(reverse("verify"), sent)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_code_that_was_never_given_leads_nowhere(client_of):
    assert client_of(None).get("/verify/KHONGCODAUMA/").status_code == 404


# --- Commands ---------------------------------------------------------------------------------------------------------


def run(*arguments: str, capsys) -> str:
    call_command(*arguments)
    return capsys.readouterr().out


def test_issue_and_verify_from_the_command_line(world, capsys, tmp_path):
    names = ("--programme", world.programme.code, "--year", "2018", "--unit", world.unit.name)
    said = run("issue_document", "reminder", *names, "--by", "office", "--date", "02/01/2019", capsys=capsys)
    document = IssuedDocument.objects.get()
    assert document.reference in said
    file = tmp_path / "a.pdf"
    file.write_bytes(document.files.get(file_format="pdf").content.read())
    assert "đúng là bản đã ban hành: văn bản số 01-CV/BCĐ" in run("verify_document", str(file), capsys=capsys)
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(SystemExit) as left:
        run("verify_document", str(file), capsys=capsys)
    assert left.value.code == 1
    assert len(PdfReader(file).pages) == 1


def test_the_command_says_everything_that_is_wrong(world):
    with pytest.raises(CommandError) as refusal:
        call_command("issue_document", "reminder", "--programme", "x", "--year", "2018", "--by", "ai", "--date", "32/1")
    assert all(word in str(refusal.value) for word in ("--by", "--date", "--programme"))
    names = ("--programme", world.programme.code, "--year", "2018", "--by", "office")
    with pytest.raises(CommandError, match="được duyệt"):
        call_command("issue_document", "review", *names)
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("verify_document", "/khong/co.pdf")
