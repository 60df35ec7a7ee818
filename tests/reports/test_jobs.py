"""Documents made in the background: done once, taken up again, no failure stopping the others, each person's own."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest
from django.conf import settings as portal_settings
from django.core.management import call_command
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from kontum04.accounts.choices import Role
from kontum04.core import clock
from reports import jobs
from reports.choices import Bundle, JobState
from reports.documents.context_types import DocumentContext
from reports.documents.library import KINDS
from reports.documents.orders import DocumentKind, DocumentOrder
from reports.documents.output import FORMATS, FileFormat
from reports.jobs import states, sweep
from reports.jobs.start import start_again
from reports.jobs.tasks import make_documents
from reports.models import DocumentJob
from tests.factories import TwinningFactory, UnitFactory, UserFactory
from tests.reports import sample

pytestmark = pytest.mark.django_db


def note(order: DocumentOrder, viewer) -> DocumentContext:
    """The shortest document about a unit; none can be made of one called "hỏng"."""
    if order.unit and "hỏng" in order.unit.name:
        raise RuntimeError("no figures")
    return DocumentContext(replace(sample.PARTY, summary=order.unit.name if order.unit else "không về ai"))


def words(template: str, context: DocumentContext) -> bytes:
    if "không in được" in context.letterhead.summary:
        raise RuntimeError("no ink")
    return context.letterhead.summary.encode()


@pytest.fixture(autouse=True)
def library(monkeypatch, settings, tmp_path) -> None:
    """Two invented kinds, drawn as plain words by the test itself."""
    settings.DOCUMENT_PROCESSES = 0
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setitem(KINDS, "note", DocumentKind("note", "Thư", "Một thư.", note, frozenset({"unit"})))
    monkeypatch.setitem(KINDS, "plain", DocumentKind("plain", "Tờ tin", "Một tờ tin.", note, is_long=True))
    monkeypatch.setitem(FORMATS, "txt", FileFormat("text/plain", words))


@pytest.fixture
def office(world):
    return world.people.office


@pytest.fixture
def units() -> list:
    return [UnitFactory(name=name) for name in ("Sở Y tế", "Sở Y-tế", "Ban Dân vận")]


def ask(world, units, *, by=None, **options) -> DocumentJob:
    orders = [DocumentOrder("note", world.programme_year, unit=unit) for unit in units]
    return jobs.start(
        orders, by=by or world.people.office, **{"title": "Thư gửi đơn vị", "file_format": "txt"} | options
    )


def work(job: DocumentJob) -> DocumentJob:
    """What a worker does when it finds the job's task."""
    make_documents.call(job.pk)
    job.refresh_from_db()
    return job


def url(job: DocumentJob, name: str) -> str:
    year = job.programme_year
    return reverse(name, kwargs={"programme": year.programme.code, "year": year.year, "key": job.key})


class TestMaking:
    def test_one_document_becomes_one_file(self, world, units):
        job = work(ask(world, units[:1]))
        assert (job.state, job.done, job.total, job.message) == (JobState.DONE, 1, 1, "")
        assert job.result.read().decode() == "Sở Y tế"

    def test_many_become_a_zip_with_plain_unique_names_in_their_order(self, world, units):
        job = work(ask(world, units))
        with zipfile.ZipFile(job.result.open()) as archive:
            names = archive.namelist()
            assert [archive.read(name).decode() for name in names] == [unit.name for unit in units]
        code = world.programme.code
        assert names == [f"note-{code}-2018-{unit}.txt" for unit in ("so-y-te", "so-y-te-2", "ban-dan-van")]

    def test_a_failure_is_named_and_the_others_are_delivered(self, world, units):
        bad = [UnitFactory(name="Sở bị hỏng"), UnitFactory(name="Sở không in được")]
        job = work(ask(world, [units[0], *bad, units[2]]))
        assert (job.state, job.done) == (JobState.FAILED, 2)
        assert "Không làm được 2 trong 4 văn bản." in job.message
        assert "- Thư – Sở bị hỏng: không lập được nội dung từ số liệu." in job.message
        assert "- Thư – Sở không in được: không vẽ được thành tệp." in job.message
        assert "Làm lại" in job.message
        with zipfile.ZipFile(job.result.open()) as archive:
            assert len(archive.namelist()) == 3
            assert archive.read("khong-lam-duoc.txt").decode() == job.message

    def test_a_single_failure_leaves_no_file(self, world):
        job = work(ask(world, [UnitFactory(name="Sở bị hỏng")]))
        assert job.state == JobState.FAILED
        assert "Sở bị hỏng" in job.message
        assert not job.result

    def test_nobody_gets_what_he_may_not_see(self, world):
        """Also when he could see it while he asked."""
        job = ask(world, [world.unit, world.other_unit], by=world.people.district)
        KINDS["note"] = replace(KINDS["note"], roles=frozenset({Role.DISTRICT}))
        job = work(job)
        assert job.state == JobState.FAILED
        assert job.message.count("không còn trong phạm vi bạn được xem") == 2
        assert not job.result

    def test_nobody_gets_a_kind_that_is_not_for_his_role(self, world):
        KINDS["note"] = replace(KINDS["note"], roles=frozenset({Role.OFFICE}))
        job = work(ask(world, [world.district_unit], by=world.people.district))
        assert "không còn trong phạm vi bạn được xem" in job.message

    def test_asked_for_twice_it_is_made_once(self, world, units):
        job = ask(world, units)
        assert ask(world, units) == job
        assert ask(world, units, by=world.people.head) != job
        work(job)
        assert ask(world, units) != job

    def test_nothing_asked_for_is_refused(self, world, units):
        with pytest.raises(ValueError, match="0 documents"):
            ask(world, [])
        with pytest.raises(ValueError, match="as txt in pdf"):
            ask(world, units, bundle=Bundle.PDF)


class TestPrinting:
    @pytest.fixture
    def job(self, world, units, settings) -> DocumentJob:
        """Drawn for real, in two processes."""
        settings.DOCUMENT_PROCESSES = 2
        return work(ask(world, units, file_format="pdf", bundle=Bundle.PDF))

    def test_each_begins_on_a_sheet_of_its_own_and_has_a_bookmark(self, job, units):
        assert (job.state, job.message) == (JobState.DONE, "")
        reader = PdfReader(io.BytesIO(job.result.read()))
        starts = [reader.get_destination_page_number(mark) for mark in reader.outline]
        assert [mark.title for mark in reader.outline] == [f"Thư – {unit.name}" for unit in units]
        assert starts == [0, 2, 4]
        assert [units[n].name in reader.pages[page].extract_text() for n, page in enumerate(starts)] == [True] * 3
        assert reader.pages[1].extract_text() == ""


class TestDoneOnce:
    def test_a_second_worker_finds_nothing_to_do(self, world, units):
        job = work(ask(world, units))
        first = job.result.name
        assert (work(job).result.name, job.attempts) == (first, 1)

    def test_only_one_claims(self, world, units):
        job = ask(world, units)
        assert states.claim(job.pk).attempts == 1
        assert states.claim(job.pk) is None

    def test_a_run_given_up_for_dead_changes_nothing(self, world, units):
        job = ask(world, units)
        dead = states.claim(job.pk)
        assert states.wait_again(dead, make_documents)
        done = work(job)
        dead.done, dead.message = 0, "too late"
        with pytest.raises(states.LostJob):
            states.alive(dead)
        with pytest.raises(states.LostJob):
            states.end(dead, JobState.FAILED)
        done.refresh_from_db()
        assert (done.state, done.done, done.attempts, done.message) == (JobState.DONE, 3, 2, "")


class TestSweeping:
    LONG_AGO = dt.timedelta(minutes=5)

    def silent(self, job: DocumentJob) -> None:
        DocumentJob.objects.filter(pk=job.pk).update(alive_at=clock.now() - self.LONG_AGO)
        job.refresh_from_db()

    def queued(self) -> int:
        return DBTaskResult.objects.ready().count()

    def test_a_silent_job_is_taken_up_again(self, world, units):
        job = ask(world, units)
        DBTaskResult.objects.all().delete()
        states.claim(job.pk)
        assert sweep.take_up() == 0
        self.silent(job)
        assert (sweep.take_up(), self.queued()) == (1, 1)
        assert sweep.take_up() == 0
        assert work(job).state == JobState.DONE

    def test_three_times_at_most(self, world, units):
        job = ask(world, units)
        for _attempt in range(states.MOST_ATTEMPTS):
            assert states.claim(job.pk)
            self.silent(job)
            assert sweep.take_up() == 1
        job.refresh_from_db()
        assert job.state == JobState.FAILED
        assert "dừng giữa chừng 3 lần" in job.message
        assert states.claim(job.pk) is None

    def test_a_job_without_a_task_gets_one(self, world, units):
        job = ask(world, units)
        self.silent(job)
        assert sweep.take_up() == 0
        DBTaskResult.objects.all().delete()
        assert (sweep.take_up(), self.queued()) == (1, 1)

    def test_old_jobs_go_with_their_files(self, world, units):
        old, new = work(ask(world, units)), work(ask(world, units[:1]))
        DocumentJob.objects.filter(pk=old.pk).update(ended_at=clock.now() - sweep.KEPT_FOR - self.LONG_AGO)
        out = io.StringIO()
        call_command("sweep_jobs", stdout=out)
        assert "xóa 1 việc cũ" in out.getvalue()
        assert list(DocumentJob.objects.all()) == [new]
        kept = sorted(path.name for path in (portal_settings.MEDIA_ROOT / "jobs").iterdir())
        assert kept == [new.result.name.removeprefix("jobs/")]


class TestAgain:
    def test_a_failed_job_starts_anew_without_its_old_file(self, world, units, django_capture_on_commit_callbacks):
        unit = UnitFactory(name="Sở bị hỏng")
        job = work(ask(world, [units[0], unit]))
        old = job.result.name
        unit.name = "Sở đã sửa"
        unit.save()
        with django_capture_on_commit_callbacks(execute=True):
            assert start_again(job)
        assert not job.result.storage.exists(old)
        assert work(job).state == JobState.DONE
        assert not start_again(job)


class TestPages:
    @pytest.fixture
    def client(self, client_of):
        return client_of(Role.OFFICE)

    def test_the_page_asks_again_until_the_end(self, client, world, units):
        job = ask(world, units)
        page = client.get(url(job, "job-detail")).content.decode()
        assert f'hx-get="{url(job, "job-detail")}"' in page
        assert "Đang chờ" in page
        part = client.get(url(job, "job-detail"), headers={"HX-Request": "true"})
        assert (part.status_code, b"<html" in part.content) == (200, False)
        claimed = states.claim(job.pk)
        claimed.done = 2
        states.alive(claimed)
        assert "2/3 văn bản" in client.get(url(job, "job-detail")).content.decode()

        states.wait_again(claimed, make_documents)
        work(job)
        part = client.get(url(job, "job-detail"), headers={"HX-Request": "true"})
        assert part.status_code == 286
        assert url(job, "job-file") in part.content.decode()
        assert "hx-get" not in client.get(url(job, "job-detail")).content.decode()

    def test_the_file_has_a_plain_name_and_is_private(self, client, client_of, world, units):
        job = work(ask(world, units))
        answer = client.get(url(job, "job-file"))
        assert answer["Content-Disposition"] == 'attachment; filename="thu-gui-don-vi.zip"'
        assert "private" in answer["Cache-Control"]
        assert zipfile.is_zipfile(io.BytesIO(answer.getvalue()))
        for role in (Role.ADMIN, Role.HEAD, Role.UNIT):
            assert client_of(role).get(url(job, "job-file")).status_code == 404

    def test_there_is_no_file_before_the_end(self, client, world, units):
        assert client.get(url(ask(world, units), "job-file")).status_code == 404

    def test_a_failure_is_told_and_can_be_tried_again(self, client, world):
        job = work(ask(world, [UnitFactory(name="Sở bị hỏng")]))
        page = client.get(url(job, "job-detail")).content.decode()
        assert "Thư – Sở bị hỏng: không lập được nội dung từ số liệu." in page
        assert client.post(url(job, "job-again")).url == url(job, "job-detail")
        job.refresh_from_db()
        assert job.state == JobState.WAITING

    def test_a_finished_job_is_not_made_again(self, client, world, units):
        job = work(ask(world, units))
        client.post(url(job, "job-again"))
        job.refresh_from_db()
        assert job.state == JobState.DONE

    def test_the_list_of_documents_shows_ones_own(self, client, client_of, world, units):
        ask(world, units)
        where = reverse("document-list", kwargs={"programme": world.programme.code, "year": world.year})
        assert "Thư gửi đơn vị" in client.get(where).content.decode()
        assert "Thư gửi đơn vị" not in client_of(Role.HEAD).get(where).content.decode()


class TestAsking:
    @pytest.fixture
    def post(self, client_of, world):
        where = reverse("job-start", kwargs={"programme": world.programme.code, "year": world.year})

        def post(who=Role.OFFICE, **data):
            return client_of(who).post(where, {"file_format": "txt"} | data)

        return post

    def test_without_a_subject_it_is_for_all_in_scope(self, post, world):
        TwinningFactory(programme=world.programme, unit=UnitFactory(name="Đơn vị mới"))
        post(kind="note")
        everyone = DocumentJob.objects.get(asked_by=world.people.office)
        post(Role.DISTRICT, kind="note")
        few = DocumentJob.objects.get(asked_by=world.people.district)
        named = [order["unit"] for order in few.orders]
        assert named == [world.district_unit.pk]
        assert everyone.total > len(named)
        assert everyone.title == f"Thư ({everyone.total} văn bản, năm 2018)"

    def test_with_a_subject_it_is_one(self, post, world):
        answer = post(kind="note", unit=world.unit.pk)
        job = DocumentJob.objects.get()
        assert answer.url == url(job, "job-detail")
        assert job.orders == [{"kind": "note", "programme_year": world.programme_year.pk, "unit": world.unit.pk}]

    def test_a_subject_out_of_scope_is_not_found(self, post, world):
        assert post(Role.DISTRICT, kind="note", unit=world.other_unit.pk).status_code == 404

    def test_nothing_to_do_is_said(self, post, world):
        answer = post(UserFactory(role=Role.MEMBER), kind="note")
        assert answer.url == reverse("document-list", kwargs={"programme": world.programme.code, "year": world.year})
        assert DocumentJob.objects.count() == 0

    @pytest.mark.parametrize(
        "data", [{"kind": "x"}, {"file_format": "exe"}, {"bundle": "rar"}, {"bundle": "pdf", "file_format": "txt"}]
    )
    def test_what_there_is_not_is_not_found(self, post, data):
        assert post(**{"kind": "note"} | data).status_code == 404

    def test_a_long_document_is_asked_for_by_a_button(self, client_of, world):
        kwargs = {"programme": world.programme.code, "year": world.year, "kind": "plain", "file_format": "txt"}
        page = client_of(Role.OFFICE).get(reverse("document-file", kwargs=kwargs))
        assert DocumentJob.objects.count() == 0
        assert '<input type="hidden" name="kind" value="plain">' in page.content.decode()
