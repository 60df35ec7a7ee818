"""THE access table: every address of the portal, who may open it, and for whose rows.

To add a page or action, add one Row to TABLE (a test fails as long as its URL name is missing):

    Row("report-detail", READERS_OF_PAPERS, get=200, own=own_report, foreign=foreign_report)

* `roles`: who is let in; every other role must get 403. Visitors and closed accounts are always sent to sign in
  (give `public=True` for the few pages open to them).
* `get`, `post`: the answer to somebody let in; None: the method is refused (405). A post carries `data`.
  Most posts are sent empty, so 422, 409 or a redirect is the right answer: being let in is what counts here.
* `own(world, role)`: URL kwargs of a row that the role may see; `foreign(world, role)`: of one it may not.
  `programme` and `year` are filled in. A page about no row (a list) names neither.
* For a row outside their scope people of narrow scope must get 404, on every method.
  `never`: roles that are let in by role but see no such row at all (404 for every row).

Accounts of the other side (unit_outsider, commune_outsider) and one to whom nothing was opened (unposted) are sent
to the own rows too and must fare like their role on a foreign row. The cast is tests/cast.py.
Addresses of the admin are one rule, below the table.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile

from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core import clock
from kontum04.core.access import EVERYONE
from reports.access import COMMENTERS, DRAFT_READERS
from reports.choices import JobState
from reports.documents.library import KINDS
from reports.documents.orders import DocumentKind
from reports.workflow import MOVERS
from tests.cast import World
from tests.factories import (
    AssignmentProposalFactory,
    ComposedSectionFactory,
    CompositionFactory,
    ConfirmationFactory,
    DocumentJobFactory,
    IssuedDocumentFactory,
    IssuedFileFactory,
    PlanItemFactory,
    PlanPartnerFactory,
    ReportFactory,
    SectionCommentFactory,
)
from twinning.choices import AssignmentStatus, PeriodKind, Verdict
from twinning.models import Contribution, PlanPartner, Report

Kwargs = Mapping[str, Any]
Builder = Callable[[World, str], Kwargs]

READERS = EVERYONE - {Role.COMMUNE, Role.UNIT}
READERS_OF_PAPERS = EVERYONE - {Role.COMMUNE}
WRITERS = OFFICE_STAFF | {Role.UNIT}
ENTERERS = OFFICE_STAFF | {Role.DISTRICT, Role.COMMUNE}
REMARKERS = OFFICE_STAFF | {Role.MEMBER, Role.HEAD, Role.DISTRICT}
SHEET_USERS = WRITERS | ENTERERS


@dataclass(frozen=True)
class Row:
    name: str
    roles: frozenset[Role] = EVERYONE
    get: int | None = 200
    post: int | None = None
    own: Builder | None = None
    foreign: Builder | None = None
    data: Kwargs = field(default_factory=dict)
    query: str = ""
    never: frozenset[Role] = frozenset()
    public: bool = False
    label: str = ""  # tells rows of one name apart

    @property
    def id(self) -> str:
        return f"{self.name}-{self.label}" if self.label else self.name


# --- Rows of the cast: which one a role may see, which one it may not -------------------------------------------------


def pk(row) -> Kwargs:
    return {"pk": row.pk}


def own_commune(world: World, role: str) -> Kwargs:
    return pk(world.commune)


def foreign_commune(world: World, role: str) -> Kwargs:
    return pk(world.foreign_commune)


def own_unit(world: World, role: str) -> Kwargs:
    return pk(world.district_unit if role == Role.DISTRICT else world.unit)


def foreign_unit(world: World, role: str) -> Kwargs:
    return pk(world.other_unit)


def own_report(world: World, role: str) -> Kwargs:
    """Filed and waiting for the office."""
    return pk(world.filings.submitted if role == Role.DISTRICT else world.filings.half)


def foreign_report(world: World, role: str) -> Kwargs:
    return pk(world.filings.accepted)


def own_draft(world: World, role: str) -> Kwargs:
    return pk(world.filings.submitted if role == Role.DISTRICT else world.filings.draft)


def foreign_draft(world: World, role: str) -> Kwargs:
    return pk(world.filings.other_plan)


def own_version(world: World, role: str) -> Kwargs:
    return {**own_report(world, role), "n": 1}


def foreign_version(world: World, role: str) -> Kwargs:
    return {**foreign_report(world, role), "n": 1}


def own_obligation(world: World, role: str) -> Kwargs:
    unit = world.district_unit if role == Role.DISTRICT else world.unit
    return pk(world.obligation(unit, PeriodKind.ANNUAL))


def foreign_obligation(world: World, role: str) -> Kwargs:
    return pk(world.obligation(world.other_unit, PeriodKind.HALF_YEAR))


def own_claim(world: World, role: str) -> Kwargs:
    filings = world.filings
    return pk(filings.submitted_contribution if role == Role.DISTRICT else filings.half_contribution)


def foreign_claim(world: World, role: str) -> Kwargs:
    return pk(world.filings.accepted_contribution)


def _disputed(contribution: Contribution) -> Kwargs:
    """The question that a commune's word against a claim raises."""
    if not contribution.confirmations.exists():
        ConfirmationFactory(
            contribution=contribution, claimed=contribution.trips, verdict=Verdict.DISPUTED, reason="Sổ của xã khác."
        )
    return {"pk": contribution.report.obligation.unit_id, "code": f"disputed-{contribution.pk}"}


def own_signal(world: World, role: str) -> Kwargs:
    filings = world.filings
    return _disputed(filings.submitted_contribution if role == Role.DISTRICT else filings.half_contribution)


def foreign_signal(world: World, role: str) -> Kwargs:
    return _disputed(world.filings.accepted_contribution)


def own_evidence(world: World, role: str) -> Kwargs:
    return pk(world.filings.evidence)


def foreign_evidence(world: World, role: str) -> Kwargs:
    return pk(world.filings.other_evidence)


def a_period(world: World, role: str) -> Kwargs:
    return pk(world.periods[PeriodKind.ANNUAL])


def a_document(kind: str, **rest: str) -> Builder:
    return lambda world, role: {"kind": kind, **rest}


def own_village(world: World, role: str) -> Kwargs:
    return pk(world.places.village)


def foreign_village(world: World, role: str) -> Kwargs:
    return pk(world.places.foreign_village)


def an_approved_change(**rest: str) -> Builder:
    """A draft decision tells of what was approved."""

    def build(world: World, role: str) -> Kwargs:
        given = {"programme": world.programme, "commune": world.commune, "status": AssignmentStatus.APPROVED}
        AssignmentProposalFactory(**given)
        return {"kind": "decision", **rest}

    return build


def about(kind: str, subject: str, build: Builder, **rest: str) -> Builder:
    """A document about a row, which stands in the query."""
    return lambda world, role: {"kind": kind, "query": f"?{subject}={build(world, role)['pk']}", **rest}


def document_rows(kind: DocumentKind) -> Iterator[Row]:
    """Page, first page and file of one kind; what it is about decides who may have it."""
    of_kind = {"roles": kind.roles, "label": kind.code}
    yield Row("document-kind", own=lambda world, role: {"kind": kind.code}, **of_kind)
    subject = next((name for name in SUBJECTS if name in kind.needs), "")
    for name, rest in (("document-preview", {}), ("document-file", {"file_format": "pdf"})):
        if subject:
            sides = {side: about(kind.code, subject, build, **rest) for side, build in SUBJECTS[subject].items()}
            yield Row(name, **sides, **of_kind)
        else:
            query = "?from_year=2017" if "from_year" in kind.needs else ""
            own = an_approved_change(**rest) if kind.code == "decision" else a_document(kind.code, query=query, **rest)
            yield Row(name, own=own, **of_kind)


def own_partner(world: World, role: str) -> Kwargs:
    """A line of the district unit's plan that names the unit: all the unit sees of that plan."""
    plan = world.obligation(world.district_unit, PeriodKind.PLAN)
    report = Report.objects.filter(obligation=plan).first() or ReportFactory(obligation=plan, filed=True)
    item = PlanItemFactory(report=report, commune=world.commune, work_group=world.work_group)
    return pk(PlanPartnerFactory(item=item, unit=world.unit))


def foreign_partner(world: World, role: str) -> Kwargs:
    """Of a plan that was sent back, which names its neighbour."""
    item = world.filings.other_plan_item
    return pk(item.partners.first() or PlanPartnerFactory(item=item, unit=world.district_unit))


def own_overlap(world: World, role: str) -> Kwargs:
    """The same work in the plans of two units."""
    item = world.filings.plan_item
    twin = PlanPartner.objects.get(**own_partner(world, role)).item
    twin.content, twin.kind = item.content, item.kind
    twin.save()
    return {"pk": item.commune_id, "kind": item.kind, "item": item.pk}


def own_history(world: World, role: str) -> Kwargs:
    return {**own_report(world, role), "model": "twinning.report"}


def foreign_history(world: World, role: str) -> Kwargs:
    return {**foreign_report(world, role), "model": "twinning.report"}


def steered(name: str) -> dict[str, Builder]:
    """A row of tests/steering.py by its name, and the foreign one of its kind."""

    def own(world: World, role: str) -> Kwargs:
        return pk(getattr(world.steering, name))

    def foreign(world: World, role: str) -> Kwargs:
        return pk(getattr(world.steering, f"foreign_{name}"))

    return {"own": own, "foreign": foreign}


def own_job(world: World, role: str) -> Kwargs:
    """Only who asked for it sees a job, whatever his role."""
    job = DocumentJobFactory(
        programme_year=world.programme_year,
        asked_by=world.people.of(role),
        state=JobState.DONE,
        result=ContentFile(b"%PDF", "job.pdf"),
    )
    return {"key": job.key}


def foreign_job(world: World, role: str) -> Kwargs:
    return own_job(world, "inactive")


def _issued(world: World, **about: Any) -> Kwargs:
    paper = IssuedDocumentFactory(programme_year=world.programme_year, **about)
    IssuedFileFactory(document=paper)
    return pk(paper)


def own_issued(world: World, role: str) -> Kwargs:
    return _issued(world, unit=world.unit) if role == Role.UNIT else _issued(world, commune=world.commune)


def foreign_issued(world: World, role: str) -> Kwargs:
    return _issued(world, unit=world.other_unit) if role == Role.UNIT else _issued(world, commune=world.foreign_commune)


def of_pdf(build: Builder) -> Builder:
    return lambda world, role: {**build(world, role), "file_format": "pdf"}


def a_code(world: World, role: str) -> Kwargs:
    return {"code": IssuedDocumentFactory(programme_year=world.programme_year).code}


def an_approved_composition(world: World, role: str) -> Kwargs:
    return pk(CompositionFactory(programme_year=world.programme_year, status="approved", approved_at=clock.now()))


def a_composition(world: World, role: str) -> Kwargs:
    """Out for comments, which members of the committee read too."""
    return pk(CompositionFactory(programme_year=world.programme_year, status="commented"))


def a_draft_composition(world: World, role: str) -> Kwargs:
    return pk(CompositionFactory(programme_year=world.programme_year))


def _section(world: World, status: str) -> Kwargs:
    section = ComposedSectionFactory(composition__programme_year=world.programme_year, composition__status=status)
    return {"pk": section.composition_id, "section": section.pk}


def a_composed_section(world: World, role: str) -> Kwargs:
    return _section(world, "commented")


def a_draft_section(world: World, role: str) -> Kwargs:
    return _section(world, "draft")


def a_remark(world: World, role: str) -> Kwargs:
    place = _section(world, "commented")
    return {"pk": place["pk"], "comment": SectionCommentFactory(section_id=place["section"], section=None).pk}


def a_composed_file(build: Builder) -> Builder:
    return lambda world, role: {**build(world, role), "file_format": "xlsx"}


def a_unit_card(world: World, role: str) -> Kwargs:
    return {"kind": "unit", "query": f"?unit={world.unit.pk}"}


PARTNERS = {"own": own_partner, "foreign": foreign_partner}
JOBS = {"own": own_job, "foreign": foreign_job}
COMPOSED = {"own": a_composition, "foreign": a_draft_composition}
COMPOSED_FILES = {"own": a_composed_file(a_composition), "foreign": a_composed_file(a_draft_composition)}
COMPOSED_SECTIONS = {"own": a_composed_section, "foreign": a_draft_section}
ISSUED = {"own": own_issued, "foreign": foreign_issued}
ISSUED_FILES = {"own": of_pdf(own_issued), "foreign": of_pdf(foreign_issued)}
COMMUNES = {"own": own_commune, "foreign": foreign_commune}
VILLAGES = {"own": own_village, "foreign": foreign_village}
UNITS = {"own": own_unit, "foreign": foreign_unit}
SIGNALS = {"own": own_signal, "foreign": foreign_signal}
SUBJECTS = {"commune": COMMUNES, "unit": UNITS, "village": VILLAGES}
"""What a document may be about."""
REPORTS = {"own": own_report, "foreign": foreign_report}
DRAFTS = {"own": own_draft, "foreign": foreign_draft}
OBLIGATIONS = {"own": own_obligation, "foreign": foreign_obligation}
CLAIMS = {"own": own_claim, "foreign": foreign_claim}
EVIDENCE = {"own": own_evidence, "foreign": foreign_evidence}


def sheet_rows(kind: str, roles: frozenset[Role]) -> Iterator[Row]:
    """The pages of one kind of sheet. The upload that confirm and errors ask for is not there."""
    of_kind = {"roles": roles, "own": lambda world, role: {"kind": kind}, "label": kind}
    yield Row("sheet-template", **of_kind)
    yield Row("sheet-import", post=422, **of_kind)
    yield Row("sheet-confirm", get=None, post=302, **of_kind)
    yield Row("sheet-errors", get=404, **of_kind)


# --- The table --------------------------------------------------------------------------------------------------------

TABLE = (
    # Accounts
    Row("login", public=True, post=200),
    Row("logout", get=None, post=302),
    Row("password_change", post=200),
    Row("password_change_done"),
    # Of no year
    Row("home", get=302),
    Row("search", query="?q=dak"),
    Row("history", own=own_history, foreign=foreign_history, never=frozenset({Role.COMMUNE})),
    Row("open-year", OFFICE_STAFF, post=422),
    # Reading
    Row("year-home"),
    Row("dashboard", READERS),
    Row("figure-list", READERS),
    Row("league", READERS),
    Row("league-communes", READERS),
    Row("target-list", READERS),
    Row("document-list"),
    Row("document-layouts"),
    Row("exit-assessment", EVERYONE - {Role.UNIT}),
    Row("exit-assessment-detail", EVERYONE - {Role.UNIT}, **COMMUNES),
    Row("prosperity-list", EVERYONE - {Role.UNIT}),
    Row("village-prosperity-list", EVERYONE - {Role.UNIT}),
    Row("notice-list", OFFICE_STAFF | {Role.UNIT, Role.MEMBER}),
    Row("notice-read", OFFICE_STAFF | {Role.UNIT, Role.MEMBER}, get=None, post=302),
    Row("obligation-remind", OFFICE_STAFF, get=None, post=302),
    Row("twinning-advice", OFFICE_STAFF | {Role.HEAD}, query="?keep=1-1&never=x"),
    Row("twinning-advice-propose", OFFICE_STAFF, get=None, post=422),
    Row("rating-list", READERS),
    Row("rating-detail", READERS_OF_PAPERS, **UNITS),
    Row("rating-reply", frozenset({Role.UNIT}), get=None, post=422, **UNITS),
    Row("rating-overrule", frozenset({Role.HEAD}), get=None, post=422, **UNITS),
    Row("signal-list", READERS_OF_PAPERS, query="?about=disputed&state=open"),
    Row("signal-answer", READERS_OF_PAPERS, **SIGNALS),
    Row("signal-reply", frozenset({Role.UNIT}), get=None, post=422, **SIGNALS),
    Row("signal-close", OFFICE_STAFF, get=None, post=422, **SIGNALS),
    Row("job-start", READERS, get=None, post=302, data={"kind": "summary"}),
    Row("job-detail", **JOBS),
    Row("job-file", **JOBS),
    Row("job-again", get=None, post=302, **JOBS),
    Row("issued-list"),
    Row("issued-detail", **ISSUED),
    Row("issued-file", **ISSUED_FILES),
    Row("issued-correct", OFFICE_STAFF, get=None, post=302, own=own_issued),
    Row("document-reads", OFFICE_STAFF),
    # Composing documents
    Row("composition-list", DRAFT_READERS),
    Row("composition-new", OFFICE_STAFF, post=422),
    Row("composition-detail", DRAFT_READERS, **COMPOSED),
    Row("composition-letterhead", OFFICE_STAFF, post=422, **COMPOSED),
    Row("composition-file", DRAFT_READERS, **COMPOSED_FILES),
    Row("composition-section-add", OFFICE_STAFF, get=None, post=422, **COMPOSED),
    Row("composition-section-save", OFFICE_STAFF, get=None, post=409, **COMPOSED_SECTIONS),
    Row("composition-section-arrange", OFFICE_STAFF, get=None, post=422, **COMPOSED_SECTIONS),
    Row("composition-section-update", OFFICE_STAFF, get=None, post=422, **COMPOSED_SECTIONS),
    Row("composition-figures-update", OFFICE_STAFF, get=None, post=302, **COMPOSED),
    Row("composition-comment", COMMENTERS, get=None, post=422, **COMPOSED_SECTIONS),
    Row("composition-answer", OFFICE_STAFF, get=None, post=422, own=a_remark),
    Row("composition-status", MOVERS, get=None, post=422, own=a_composition),
    Row("composition-issue", OFFICE_STAFF, post=422, own=an_approved_composition),
    Row("document-issue", OFFICE_STAFF, post=422, own=a_unit_card),
    Row("verify", public=True, post=422),
    Row("verify-code", public=True, post=422, own=a_code),
    *(row for kind in KINDS.values() for row in document_rows(kind)),
    Row("commune-list"),
    Row("commune-map"),
    Row("commune-detail", **COMMUNES),
    Row("indicator-list"),
    Row("unit-list"),
    Row("unit-detail", **UNITS),
    Row("unit-succeed", OFFICE_STAFF, post=422, **UNITS),
    Row("twinning-list"),
    Row("plan-item-list"),
    Row("plan-follow-up"),
    Row("plan-unit-list", READERS),
    Row("plan-commune-list", READERS),
    Row("plan-gap-list", READERS),
    Row("plan-overlap-list", EVERYONE - {Role.UNIT}),
    Row("plan-overlap-settle", OFFICE_STAFF, post=422, own=own_overlap),
    Row("plan-partner-list"),
    Row("plan-partner-read", OFFICE_STAFF, get=None, post=302),
    Row("plan-partner-detail", **PARTNERS),
    Row("plan-partner-say", WRITERS, post=422, **PARTNERS),
    Row("plan-partner-unit", OFFICE_STAFF, post=302, **PARTNERS),
    Row("contribution-list"),
    Row("work-list"),
    Row("obligation-list", READERS_OF_PAPERS),
    Row("obligation-matrix", READERS),
    Row("timeliness", READERS),
    Row("period-list", READERS),
    Row("report-detail", READERS_OF_PAPERS, **REPORTS),
    Row("report-version", READERS_OF_PAPERS, own=own_version, foreign=foreign_version),
    Row("evidence-download", never=frozenset({Role.COMMUNE, Role.DISTRICT}), **EVIDENCE),
    # Figures of communes
    Row("commune-figures", ENTERERS, post=302, **COMMUNES),
    Row("village-figures", ENTERERS, post=302, **COMMUNES),
    Row("commune-history", **COMMUNES),
    Row("year-grid", ENTERERS, post=302),
    # A unit's papers
    Row("obligation-begin", WRITERS, get=None, post=302, **OBLIGATIONS),
    Row("report-edit", WRITERS, post=200, **DRAFTS),
    Row("report-save", WRITERS, get=None, post=200, **DRAFTS),
    Row("report-submit", WRITERS, get=None, post=422, **DRAFTS),
    Row("plan-copy", WRITERS, get=None, post=302, **DRAFTS),
    Row("evidence-upload", WRITERS, get=None, post=422, **DRAFTS),
    Row("evidence-delete", WRITERS, post=302, **EVIDENCE),
    # The commune's word
    Row("claim-list"),
    Row("claim-confirm", **CLAIMS),
    Row("claim-answer", frozenset({Role.COMMUNE}), get=None, post=422, **CLAIMS),
    # What communes ask for
    Row("request-list"),
    Row("request-new", OFFICE_STAFF | {Role.COMMUNE}, post=422),
    Row("request-detail", **steered("request")),
    Row("request-address", OFFICE_STAFF, post=422, **steered("request")),
    Row("request-answer", WRITERS, post=422, **steered("request")),
    Row("request-rate", frozenset({Role.COMMUNE}), post=422, **steered("request")),
    # Communes on their way off the list
    Row("exit-list"),
    Row("exit-new", OFFICE_STAFF, post=422),
    Row("exit-detail", never=frozenset({Role.UNIT}), **steered("exit")),
    *(
        Row(f"exit-{step}", OFFICE_STAFF, post=422, **steered("exit"))
        for step in ("propose", "recognise", "decline", "watch")
    ),
    # Visits of members
    Row("inspection-list", EVERYONE - {Role.UNIT}),
    Row("inspection-new", OFFICE_STAFF | {Role.MEMBER}, post=422),
    Row("inspection-detail", EVERYONE - {Role.UNIT}, **steered("inspection")),
    *(
        Row(f"inspection-{step}", OFFICE_STAFF | {Role.MEMBER}, post=422, **steered("inspection"))
        for step in ("edit", "done")
    ),
    # What the committee remarks on communes; the cast's were written by the member
    Row("remark-list", EVERYONE - {Role.UNIT}),
    Row("remark-new", REMARKERS, post=422),
    Row("remark-detail", EVERYONE - {Role.UNIT}, **steered("remark")),
    *(
        Row(f"remark-{step}", REMARKERS, post=post, never=REMARKERS - {Role.MEMBER}, **steered("remark"))
        for step, post in (("edit", 422), ("withdraw", 302))
    ),
    Row("remark-answer", OFFICE_STAFF | {Role.COMMUNE}, post=422, **steered("remark")),
    # Whom to commend, whom to assign to whom
    Row("commendation-list"),
    Row("commendation-new", OFFICE_STAFF, post=422),
    Row(
        "commendation-detail",
        never=frozenset({Role.MEMBER, Role.DISTRICT, Role.COMMUNE}),
        **steered("commendation"),
    ),
    *(Row(f"commendation-{step}", OFFICE_STAFF, post=422, **steered("commendation")) for step in ("edit", "award")),
    Row("commendation-decline", OFFICE_STAFF, post=422, **steered("commendation")),
    Row("assignment-list"),
    Row("assignment-new", OFFICE_STAFF, post=422),
    Row("assignment-approve", frozenset({Role.HEAD}), post=422),
    Row("assignment-apply", OFFICE_STAFF, post=422),
    Row(
        "assignment-detail",
        never=frozenset({Role.UNIT, Role.DISTRICT, Role.COMMUNE}),
        **steered("assignment"),
    ),
    Row("assignment-decline", OFFICE_STAFF | {Role.HEAD}, post=422, **steered("assignment")),
    # The office's work
    Row("obligation-decide", OFFICE_STAFF, get=302, post=422),
    Row("obligation-extend", OFFICE_STAFF, post=422, **OBLIGATIONS),
    Row("obligation-waive", OFFICE_STAFF, post=422, **OBLIGATIONS),
    Row("obligation-unwaive", OFFICE_STAFF, post=422, **OBLIGATIONS),
    Row("period-edit", OFFICE_STAFF, post=422),
    Row("period-close", OFFICE_STAFF, get=None, post=302, own=a_period),
    Row("period-reopen", OFFICE_STAFF, get=None, post=302, own=a_period),
    Row("period-fill", OFFICE_STAFF, get=None, post=302, own=a_period),
    Row("review-queue", OFFICE_STAFF),
    Row("review-report", OFFICE_STAFF, **REPORTS),
    Row("report-accept", OFFICE_STAFF, get=None, post=422, **REPORTS),
    Row("report-return", OFFICE_STAFF, get=None, post=422, **REPORTS),
    Row("report-reopen", OFFICE_STAFF, get=None, post=422, **REPORTS),
    # Sheets out and in, each kind with roles of its own
    Row("sheet-home", SHEET_USERS),
    *sheet_rows("commune-indicators", ENTERERS),
    *sheet_rows("village-indicators", ENTERERS),
    *sheet_rows("contributions", WRITERS),
    *sheet_rows("units", OFFICE_STAFF),
    *sheet_rows("twinnings", OFFICE_STAFF),
)

# --- The admin: one rule for all its addresses ------------------------------------------------------------------------

ADMIN_OF_NO_TABLE = {
    "index": 200,
    "login": 302,
    "logout": 405,
    "password_change": 302,
    "password_change_done": 302,
    "jsi18n": 200,
    "app_list": 200,
    "autocomplete": 403,  # asked for no field
    "view_on_site": 404,
    None: 404,  # whatever else begins with /admin/
}
"""Addresses of the admin of no table, with the answer to a GET by office staff and administrators. Every other role
gets 403; /admin/login/ sends everybody to the portal's own page."""

ADMIN_ACTIONS = ("changelist", "add", "change", "delete", "history", "simple_history")
ADMIN_ACTIONS += ("import", "process_import", "export", "password_change")
"""What a table of the admin may have addresses for. Lists open to administrators; to office staff only those of
OFFICE_APPS without ADMINISTRATORS_TABLES, and deleting never; to every other role all of them are closed (403)."""

OFFICE_APPS = {"communes", "twinning", "reports"}
ADMINISTRATORS_TABLES = {"communes_posting", "twinning_membership"}
