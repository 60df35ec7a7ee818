"""Every address of the portal × every role, with own and foreign rows, against the access table (table.py)."""

from collections.abc import Callable, Iterator
from http import HTTPStatus

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kontum04.accounts.choices import OFFICE_STAFF, WHOLE_PROVINCE, Role
from tests.access.table import (
    ADMIN_ACTIONS,
    ADMIN_OF_NO_TABLE,
    ADMINISTRATORS_TABLES,
    OFFICE_APPS,
    TABLE,
    Row,
)
from tests.cast import World, build_world
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db

OUTSIDERS = {"unit_outsider": Role.UNIT, "commune_outsider": Role.COMMUNE, "unposted": Role.COMMUNE}
"""Accounts of the cast for whom the own rows are foreign, with their roles."""

NOT_FOUND, REFUSED, WRONG_METHOD = HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED
SIGN_IN = reverse("login")
LOG_OF_READINGS = 'INSERT INTO "reports_documentread"'
"""The one thing that a reading leaves behind."""


# --- One cast for the whole module: hundreds of tests only read it ----------------------------------------------------


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """The cast, made once and committed; every test undoes what it did to it, and at the end all of it goes."""
    with django_db_blocker.unblock():
        yield build_world()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def sessions(world) -> dict[str, str]:
    """Session keys of everybody in the cast who can sign in."""
    return {who: sign_in(world.people.of(who)).session.session_key for who in [*Role, *OUTSIDERS, "inactive"]}


@pytest.fixture
def client_of(sessions) -> Callable[[str | None], Client]:
    def client(who: str | None) -> Client:
        signed_in = Client()
        if who:
            signed_in.cookies[settings.SESSION_COOKIE_NAME] = sessions[who]
        return signed_in

    return client


# --- Nothing is forgotten ---------------------------------------------------------------------------------------------


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the portal with its name, "admin:" before those of the admin."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield f"{namespace}{pattern.name}", pattern


def portal_names() -> list[str]:
    return [name for name, _pattern in addresses(get_resolver()) if not name.startswith("admin:")]


def test_every_address_is_in_the_table():
    assert set(portal_names()) - {row.name for row in TABLE} == set(), "add a Row to tests/access/table.py"


def test_the_table_names_only_what_exists_and_once():
    assert {row.name for row in TABLE} - set(portal_names()) == set()
    assert len({row.id for row in TABLE}) == len(TABLE)


def test_every_address_has_a_name_of_its_own():
    names = portal_names()
    assert len(names) == len(set(names))
    assert "None" not in names


def test_every_address_of_the_admin_falls_under_its_rule():
    tables = {f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry} | {"auth_user"}
    known = {f"admin:{name}" for name in ADMIN_OF_NO_TABLE}
    known |= {f"admin:{table}_{action}" for table in tables for action in ADMIN_ACTIONS}
    assert {name for name, _pattern in addresses(get_resolver()) if name.startswith("admin:")} - known == set()


# --- Pages and actions of the portal ----------------------------------------------------------------------------------


def url_of(world: World, row: Row, kwargs: dict) -> str:
    """The address filled in; programme and year are the cast's wherever it has them. A `query` among the kwargs stands
    behind the address."""
    query = kwargs.pop("query", row.query)
    [(_path, names)] = get_resolver().reverse_dict.getlist(row.name)[0][0]
    in_year = {"programme": world.programme.code, "year": world.year}
    return reverse(row.name, kwargs={name: in_year[name] for name in names if name in in_year} | kwargs) + query


def answer(client: Client, method: str, url: str, data: dict) -> int:
    """The status of a request, whatever it did undone again."""
    with transaction.atomic():
        response = getattr(client, method)(url, data if method == "post" else None)
        response.getvalue()  # a file is read to its end, and so closed
        transaction.set_rollback(True)
    return response.status_code


def let_in(row: Row, method: str) -> int:
    return getattr(row, method) or WRONG_METHOD


def expected(row: Row, method: str, role: Role, *, foreign: bool) -> set[int]:
    """What a role may get. A method that does not exist may also be answered like one that does."""
    if role not in row.roles:
        outside = {REFUSED}
    elif role in row.never or (foreign and role not in WHOLE_PROVINCE):
        outside = {NOT_FOUND}
    else:
        return {let_in(row, method)}
    return outside if getattr(row, method) else outside | {WRONG_METHOD}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
def test_access(world, client_of, row, method):
    wrong = []
    for who in [*Role, *OUTSIDERS]:
        client, role = client_of(who), OUTSIDERS.get(str(who), who)
        for side, build in (("own", row.own), ("foreign", row.foreign)):
            if side == "foreign" and (build is None or who in OUTSIDERS or role in WHOLE_PROVINCE):
                continue
            url = url_of(world, row, dict(build(world, role)) if build else {})
            foreign = side == "foreign" or (who in OUTSIDERS and row.foreign is not None)
            right, status = expected(row, method, role, foreign=foreign), answer(client, method, url, row.data)
            if status not in right:
                wrong.append(f"{who}, {side} row, {method} {url}: {status}, not {sorted(map(int, right))}")
    assert wrong == []


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
def test_visitors_and_closed_accounts_are_sent_to_sign_in(world, client_of, row):
    url = url_of(world, row, dict(row.own(world, Role.OFFICE)) if row.own else {})
    for client in (client_of(None), client_of("inactive")):
        for method in ("get", "post"):
            response = getattr(client, method)(url)
            if row.public:
                assert response.status_code == let_in(row, method)
            elif row.name == "logout":
                assert response.status_code in (HTTPStatus.FOUND, WRONG_METHOD)
            else:
                assert response.status_code == HTTPStatus.FOUND, method
                assert response.url.startswith(f"{SIGN_IN}?next="), method


@pytest.mark.parametrize("row", [row for row in TABLE if row.get], ids=lambda row: row.id)
def test_reading_never_writes(world, client_of, row):
    for role in (Role.OFFICE, Role.UNIT, Role.COMMUNE):
        url = url_of(world, row, dict(row.own(world, role)) if row.own else {})
        client = client_of(role)
        with CaptureQueriesContext(connection) as queries:
            client.get(url).getvalue()
        writing = [sql for query in queries if (sql := query["sql"]).startswith(("INSERT", "UPDATE", "DELETE"))]
        assert [sql for sql in writing if not sql.startswith(LOG_OF_READINGS)] == []


# --- The admin --------------------------------------------------------------------------------------------------------


def admin_urls(world: World) -> list[tuple[str, str]]:
    """Every address of the admin with its name, filled in with a row of each table."""
    found = [(str(name), f"/admin/{path}") for name, path in (("index", ""), ("None", "no/such/page"))]
    for name in ADMIN_OF_NO_TABLE:
        if name in ("app_list", "view_on_site"):
            kwargs = {"app_label": "communes"} if name == "app_list" else {"content_type_id": 0, "object_id": 0}
            found.append((name, reverse(f"admin:{name}", kwargs=kwargs)))
        elif name not in ("index", None):
            found.append((name, reverse(f"admin:{name}")))
    for model, page in admin.site._registry.items():
        pk = getattr(model._base_manager.first(), "pk", 0)
        found += [(pattern.name, _admin_url(pattern, pk)) for pattern in page.urls if pattern.name]
    return found


def _admin_url(pattern: URLPattern, pk: int) -> str:
    [(_parts, names)] = get_resolver().namespace_dict["admin"][1].reverse_dict.getlist(pattern.name)[0][0]
    return reverse(f"admin:{pattern.name}", args=[pk] * len(names))


@pytest.mark.parametrize("role", [role for role in Role if role not in OFFICE_STAFF])
def test_admin_is_closed_to_other_roles(world, client_of, role):
    client, urls = client_of(role), admin_urls(world)
    right = {url: HTTPStatus.FOUND if name == "login" else REFUSED for name, url in urls}
    # One guard stands before every view whatever the method, so each role tries one of them.
    method = "post" if role in (Role.UNIT, Role.COMMUNE) else "get"
    assert {url: answer(client, method, url, {}) for _name, url in urls} == right


def test_admin_sends_visitors_to_sign_in(world, client):
    wrong = [
        url for _name, url in admin_urls(world) if "/login/?next=" not in client.get(url).headers.get("Location", "")
    ]
    assert wrong == []


@pytest.mark.parametrize("role", sorted(OFFICE_STAFF))
def test_admin_pages_of_no_table(world, client_of, role):
    client = client_of(role)
    answers = {name: answer(client, "get", url, {}) for name, url in admin_urls(world) if name in ADMIN_OF_NO_TABLE}
    assert answers == {name: status for name, status in ADMIN_OF_NO_TABLE.items() if name}


@pytest.mark.parametrize("role", sorted(OFFICE_STAFF))
def test_admin_lists(world, client_of, role):
    client, answers, right = client_of(role), {}, {}
    for model in admin.site._registry:
        table = f"{model._meta.app_label}_{model._meta.model_name}"
        open_to_office = model._meta.app_label in OFFICE_APPS and table not in ADMINISTRATORS_TABLES
        right[table] = HTTPStatus.OK if role == Role.ADMIN or open_to_office else REFUSED
        answers[table] = answer(client, "get", reverse(f"admin:{table}_changelist"), {})
    assert answers == right


def test_office_staff_delete_nothing(world, client_of):
    client = client_of(Role.OFFICE)
    deletions = [url for name, url in admin_urls(world) if name.endswith("_delete")]
    assert deletions
    # A row that is not there answers with a redirect; one that is there refuses.
    wrong = [url for url in deletions if not url.endswith("/0/delete/") and answer(client, "post", url, {}) != REFUSED]
    assert wrong == []
