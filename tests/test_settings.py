"""The portal starts only when it was told its secret and its hosts, and the environment wins over the settings file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SECRET = "0123456789-abcdefghijklmnopqrstuvwxyz-0123456789"


def start(variables: dict[str, str], *, show: str = "DEBUG") -> subprocess.CompletedProcess[str]:
    """Load the settings in a process that has only these variables, and print one of them."""
    code = f"from django.conf import settings; print(settings.{show})"
    environment = {"ENV_FILE": os.devnull, "DJANGO_SETTINGS_MODULE": "kontum04.settings", **variables}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_refuses_to_start_without(missing):
    variables = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "portal.example"}
    assert start(variables).returncode == 0
    del variables[missing]
    result = start(variables)
    assert result.returncode != 0
    assert missing in result.stderr


def test_refuses_a_short_secret():
    result = start({"SECRET_KEY": "short", "ALLOWED_HOSTS": "portal.example"})
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr


def test_is_closed_by_default():
    variables = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "portal.example"}
    for name, value in [("DEBUG", "False"), ("DEMO", "False"), ("SESSION_COOKIE_SECURE", "True")]:
        assert start(variables, show=name).stdout.strip() == value, name


def test_settings_file_fills_in_and_the_environment_wins(tmp_path):
    file = tmp_path / "portal.env"
    file.write_text(f"SECRET_KEY={SECRET}\nALLOWED_HOSTS=file.example\n")
    assert start({"ENV_FILE": str(file)}, show="ALLOWED_HOSTS").stdout.strip() == "['file.example']"
    both = {"ENV_FILE": str(file), "ALLOWED_HOSTS": "environment.example"}
    assert start(both, show="ALLOWED_HOSTS").stdout.strip() == "['environment.example']"


def test_database_url_chooses_the_database():
    variables = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "portal.example"}
    show = "DATABASES['default']['ENGINE']"
    assert start(variables, show=show).stdout.strip().endswith("sqlite3")
    variables["DATABASE_URL"] = "postgres://portal@%2Ftmp/portal"
    assert start(variables, show=show).stdout.strip().endswith("postgresql")
