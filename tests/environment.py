"""The environment of every test, loaded by pytest before the settings; a machine's own `.env` has no say in it.

Only DATABASE_URL may come from outside; without it the tests run on SQLite in memory.
"""

import atexit
import os
import shutil
import tempfile

TEST_ENVIRONMENT = {
    "ENV_FILE": os.devnull,
    "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "CSRF_TRUSTED_ORIGINS": "",
    "DEBUG": "0",
    "DEMO": "1",  # plain http, as the test client and the live server speak it
    "BEHIND_PROXY": "0",
    "PROXY_COUNT": "0",
    "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",  # needs no collectstatic
}


def prepare() -> None:
    """Set the variables and a media folder that is removed at the end; parallel workers share their parent's."""
    os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
    os.environ.update(TEST_ENVIRONMENT)
    if "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ["MEDIA_ROOT"] = tempfile.mkdtemp(prefix="kontum04-media-")
        atexit.register(shutil.rmtree, os.environ["MEDIA_ROOT"], ignore_errors=True)


prepare()
