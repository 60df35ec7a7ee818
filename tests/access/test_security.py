"""What every answer carries, what a server refuses to start with, and what no role gets round."""

import os
import subprocess
import sys
from http import HTTPStatus

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from kontum04.accounts.choices import Role
from tests.factories import PASSWORD

SERVER = {
    "ENV_FILE": os.devnull,
    "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "sqlite://:memory:",
    "BEHIND_PROXY": "1",
}
"""The environment of a server: no demo mode, nothing but what must be set."""


def server_settings(expression: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Print an expression over the settings as a server with this environment has them."""
    left_out = {"DEMO", "DEBUG"} | {name for name, value in changes.items() if not value}
    environment = {**os.environ, **SERVER, **changes}
    environment = {name: value for name, value in environment.items() if name not in left_out}
    environment["DJANGO_SETTINGS_MODULE"] = "kontum04.settings"
    code = f"from django.conf import settings as s; print({expression})"
    return subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


# --- Starting ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_server_without_its_settings_refuses_to_start(missing):
    run = server_settings("s.DEBUG", **{missing: ""})
    assert run.returncode != 0
    assert missing in run.stderr


def test_a_short_secret_refuses_to_start():
    assert server_settings("s.DEBUG", SECRET_KEY="kurz").returncode != 0


def test_a_server_is_closed_by_default():
    names = (
        "DEBUG",
        "DEMO",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
    )
    run = server_settings(f"[getattr(s, name) for name in {names}]")
    assert run.stdout.strip() == "[False, False, True, True, True, 31536000]", run.stderr


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# --- What every answer carries ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_pages_allow_only_our_own_scripts_and_styles(world, client_of):
    for url in (reverse("login"), reverse("admin:index"), world.url("year-home")):
        rules = dict(
            rule.strip().split(" ", 1) for rule in client_of(Role.ADMIN).get(url)["Content-Security-Policy"].split(";")
        )
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == rules["style-src"] == rules["form-action"] == "'self'"
        assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
        assert not any("unsafe" in sources or "*" in sources or "http" in sources for sources in rules.values())


@pytest.mark.django_db
def test_no_page_carries_script_or_style_that_the_policy_would_refuse(world, client_of):
    pages = [
        reverse("login"),
        world.url("year-home"),
        world.url("dashboard"),
        world.url("commune-figures", pk=world.commune.pk),
    ]
    pages += [
        reverse("admin:index"),
        reverse("admin:communes_programme_add"),
        reverse("admin:communes_decision_import"),
    ]
    for url in pages:
        text = client_of(Role.ADMIN).get(url).content.decode()
        for forbidden in (
            " style=",
            "<style",
            "<script>",
            " onclick=",
            " onchange=",
            " onload=",
            " onsubmit=",
            "javascript:",
        ):
            assert forbidden not in text, f"{url}: {forbidden}"


@pytest.mark.django_db
def test_answers_forbid_framing_and_guessing(client):
    response = client.get(reverse("login"))
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_the_session_cookie_is_kept_from_scripts_and_other_sites(world):
    client = Client()
    client.post(reverse("login"), {"username": "unit", "password": PASSWORD})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"], "gone when the browser closes"


@pytest.mark.django_db
def test_attack_post_from_another_site(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people.unit, backend="kontum04.accounts.backends.RoleBackend")
    response = client.post(world.url("report-save", pk=world.filings.draft.pk), {"revision": 0})
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "Trang đã mở quá lâu" in response.content.decode()


@pytest.mark.django_db
def test_attack_forged_host_name(client):
    assert client.get(reverse("login"), HTTP_HOST="evil.example").status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.django_db
def test_uploaded_files_have_no_public_address(world, client_of):
    path = world.filings.evidence.file.name
    for url in (f"/media/{path}", f"/{path}", f"/static/{path}"):
        assert client_of(Role.UNIT).get(url).status_code == HTTPStatus.NOT_FOUND
