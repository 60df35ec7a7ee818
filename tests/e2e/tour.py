"""Every page that the example accounts can open, found as people find them: by following links from their home."""

from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from kontum04.accounts.choices import Role
from reports.demo.people import ACCOUNTS
from tests.access.table import TABLE, Row
from tests.e2e.papers import blank_pdf
from tests.e2e.portal import Portal
from tests.e2e.visitor import Answer, Visitor, form_fields, links

USERNAMES: dict[Role, str] = {account.role: account.username for account in ACCOUNTS}
FULL, EMPTY = "/nq04-2016/2018/", "/nq04-2016/2019/"
"""A year with figures, and one just opened."""
SEE_THE_EMPTY_YEAR = (Role.OFFICE, Role.UNIT)
UNLINKED = ("/accounts/password/done/", "/search/?q=dak")
"""Pages one gets to otherwise than by a link."""

Kind = tuple[str, str]
"""The name of an address, and what tells its pages apart where they differ: the year, the kind of period, the table."""
Pages = dict[Kind, str]
"""One address of each kind."""


def is_page(row: Row) -> bool:
    return row.get == 200 and not row.public and not row.name.endswith(("-file", "-preview", "-download", "-template"))


NAMES = {row.name for row in TABLE if is_page(row)}


class Tour:
    """What each role can open: `pages[role]`."""

    def __init__(self, portal: Portal) -> None:
        visitors = {role: Visitor(portal.url) for role in Role}
        for role, visitor in visitors.items():
            visitor.sign_in(USERNAMES[role])
        prepare(portal, office=visitors[Role.OFFICE], unit=visitors[Role.UNIT])
        compose(office=visitors[Role.OFFICE], member=visitors[Role.MEMBER])
        issue_papers(portal, office=visitors[Role.OFFICE])
        jobs = {role: ask_for_document(visitor, role) for role, visitor in visitors.items()}
        self.periods = periods_of_reports(portal)
        self.pages = {role: self._walk(visitor, role) for role, visitor in visitors.items()}
        for role, visitor in visitors.items():
            self._try(visitor, role, [jobs[role], *hidden_addresses(portal), *self._addresses()])

    def missing(self, role: Role) -> list[str]:
        """Pages open to the role that were not found."""
        found = {name for name, _kind in self.pages[role]}
        return [row.name for row in TABLE if is_page(row) and role in row.roles - row.never and row.name not in found]

    def _walk(self, visitor: Visitor, role: Role) -> Pages:
        starts = [FULL, *UNLINKED] + [EMPTY] * (role in SEE_THE_EMPTY_YEAR)
        waiting, pages = deque(starts), Pages()
        while waiting:
            path = waiting.popleft()
            kind = self._kind(path)
            if kind is None or kind in pages or (kind[1].startswith("2019") and EMPTY not in starts):
                continue
            answer = visitor.get(path)
            if answer.is_page:
                pages[kind] = path
                waiting.extend(found_on(answer))
        return pages

    def _try(self, visitor: Visitor, role: Role, addresses: list[str]) -> None:
        """A page may be open to a role without its own pages leading there: colleagues pass on addresses."""
        for path in addresses:
            kind = self._kind(path)
            if kind and kind[0] in self.missing(role) and visitor.get(path).is_page:
                self.pages[role][kind] = path

    def _addresses(self) -> list[str]:
        return [path for pages in self.pages.values() for path in pages.values()]

    def _kind(self, path: str) -> Kind | None:
        """None for what is no page of ours, or a page of a year that is not visited."""
        try:
            match = resolve(urlsplit(path).path)
        except Resolver404:
            return None
        name, year = match.view_name, match.kwargs.get("year")
        if name not in NAMES or not (year is None or path.startswith((FULL, EMPTY))):
            return None
        if name.startswith(("report-", "review-report")):
            return name, f"{year} {self.periods[match.kwargs['pk']]}"
        return name, str(year or match.kwargs.get("model", ""))


def found_on(answer: Answer) -> Iterator[str]:
    """Where the page leads to, as paths with their query."""
    for link in links(answer.text):
        parts = urlsplit(urljoin(answer.url, link))
        if "format=xlsx" not in parts.query:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


# --- What the illustrative years lack ---------------------------------------------------------------------------------


OWED = """FROM twinning_obligation o JOIN twinning_reportingperiod p ON p.id = o.period_id"""
A_UNIT = "SELECT unit_id FROM twinning_membership"
COMMUNE_OF = "SELECT c.id FROM communes_commune c JOIN communes_district d ON d.id = c.district_id"
REPORTS = f"{OWED} JOIN twinning_report r ON r.obligation_id = o.id"
OF_THE_UNIT = "JOIN twinning_membership USING (unit_id)"
"""Of the unit for which the example account acts."""
PLAN = f"SELECT o.id {OWED} {OF_THE_UNIT} WHERE p.kind = 'plan' AND p.due_on LIKE '2019%'"
RETURNED = f"SELECT r.id {REPORTS} {OF_THE_UNIT} WHERE r.status = 'returned'"
CLAIMS = f"""SELECT c.id {REPORTS} {OF_THE_UNIT} JOIN twinning_contribution c ON c.report_id = r.id
             WHERE r.status = 'accepted' AND p.due_on LIKE '2018%'"""

COMMENDED = "SELECT id FROM twinning_commendation WHERE unit_id IN (SELECT unit_id FROM twinning_membership)"
PARTNER = "SELECT id FROM twinning_planpartner WHERE unit_id IN (SELECT unit_id FROM twinning_membership)"

OF_2018 = "SELECT id FROM {table} WHERE year = 2018"
STEPS = {
    "requests": ("SELECT id FROM twinning_request WHERE filed_on LIKE '2018%'", "address answer rate"),
    "inspections": ("SELECT id FROM communes_inspection WHERE visited_on LIKE '2018%'", "edit done"),
    "remarks": (OF_2018.format(table="communes_remark"), "edit withdraw answer"),
    "exits": (OF_2018.format(table="communes_exitproposal"), "propose recognise decline watch"),
    "commendations": (OF_2018.format(table="twinning_commendation"), "edit award decline"),
    "plans/partners": (PARTNER, "answer unit"),
    "assignments": (OF_2018.format(table="twinning_assignmentproposal"), "decline"),
}
"""What is done to single rows: the tables' rows, and the last words of the addresses."""


def prepare(portal: Portal, *, office: Visitor, unit: Visitor) -> None:
    """Open 2019 and begin a plan in it, so that there is a plan to write and lists are seen while they are empty;
    put a file to the report that the unit has to mend; put the unit forward for a commendation."""
    opening = f"{FULL.removesuffix('2018/')}open-year/"
    office.post(opening, list(form_fields(office.get(opening).text, "due_plan").items()))
    [plan] = portal.column(PLAN)
    unit.post(f"{EMPTY}obligations/{plan}/begin", [])
    [commended] = portal.column(A_UNIT)
    merit = [("unit", str(commended)), ("form", "Giấy khen"), ("reason", "Giúp xã làm đường.")]
    office.post(f"{FULL}commendations/new/", merit)
    [report] = portal.column(RETURNED)
    fields = form_fields(unit.get(f"{FULL}reports/{report}/edit/").text, "revision")
    unit.post(f"{FULL}reports/{report}/evidence/", list(fields.items()), [("evidence-file", "a.pdf", blank_pdf())])


def compose(*, office: Visitor, member: Visitor) -> None:
    """Begin the review of 2018 and ask for comments; a member comments on its first section."""
    address = urlsplit(office.post(f"{FULL}compositions/new/", [("kind", "review")]).url).path
    office.post(f"{address}status", [("to", "commented")])
    section = form_fields(member.get(address).text, "section")["section"]
    member.post(f"{address}sections/{section}/comment", [("text", "Nên nêu rõ nguyên nhân.")])


def issue_papers(portal: Portal, *, office: Visitor) -> None:
    """Issue a paper for everybody to read: about the example commune, a commune of the example district, the unit."""
    [unit] = portal.column(A_UNIT)
    communes = portal.column(f"{COMMUNE_OF} WHERE c.code = '23365' AND c.valid_to IS NOT NULL")
    communes += portal.column(f"{COMMUNE_OF} WHERE d.name = 'huyện Tu Mơ Rông' ORDER BY c.id LIMIT 1")
    for kind, subject in (("unit", unit), *(("commune", commune) for commune in communes)):
        address = f"{FULL}documents/{kind}/issue/?{kind}={subject}"
        office.post(address, list(form_fields(office.get(address).text, "key").items()))


def ask_for_document(visitor: Visitor, role: Role) -> str:
    """The page of a job of the person's own: nobody sees another's."""
    kind = {Role.UNIT: "unit", Role.COMMUNE: "commune"}.get(role, "summary")
    return urlsplit(visitor.post(f"{FULL}documents/jobs/start", [("kind", kind)]).url).path


def hidden_addresses(portal: Portal) -> list[str]:
    """Pages of single rows that are far down in a list."""
    waived = portal.column("SELECT id FROM twinning_obligation WHERE waived_on LIKE '2018%'")
    claims = portal.column(CLAIMS)
    issuing = [f"{FULL}compositions/{pk}/issue/" for pk in portal.column("SELECT id FROM reports_composition")]
    issuing += [f"{FULL}documents/unit/issue/?unit={pk}" for pk in portal.column(A_UNIT)]
    return [
        *(f"{FULL}obligations/{pk}/unwaive" for pk in waived),
        *(f"{FULL}claims/{pk}/" for pk in claims),
        *(f"{FULL}commendations/{pk}/" for pk in portal.column(COMMENDED)),
        *issuing,
        *steps_of_rows(portal),
    ]


def steps_of_rows(portal: Portal) -> Iterator[str]:
    """Pages of what is done to one request, visit or proposal."""
    for room, (rows, steps) in STEPS.items():
        for pk in portal.column(rows):
            yield from (f"{FULL}{room}/{pk}/{step}" for step in steps.split())


def periods_of_reports(portal: Portal) -> dict[int, str]:
    """The kind of period of every report."""
    return dict(portal.rows(f"SELECT r.id, p.kind {REPORTS}"))
