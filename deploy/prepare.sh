#!/usr/bin/env bash
# Makes an installed portal ready to be tried on this machine: local settings, database, reference data, an illustrative
# year and the static files. Run again it keeps every setting and every row.
set -euo pipefail
cd "$(dirname "$0")/.."

export DJANGO_SETTINGS_MODULE=kontum04.settings

manage() { .venv/bin/python manage.py "$@"; }

write_local_settings() {
    echo "Ghi cấu hình trên máy này: .env (chế độ dùng thử)"
    (
        umask 077
        cat >.env.new <<END
SECRET_KEY=$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')
ALLOWED_HOSTS=127.0.0.1,localhost
DEMO=1
END
        mv .env.new .env
    )
}

# Example accounts belong on a trial machine only, whatever its database.
is_demo() { .venv/bin/python -c 'import sys; from django.conf import settings; sys.exit(not settings.DEMO)'; }

static_sources() { find static -type f -print0 | sort -z | xargs -0 sha256sum package-lock.json requirements.txt kontum04/settings.py deploy/collect_static.sh; }

collect_static() {
    local sources
    sources=$(static_sources)
    [ "$(cat .venv/.collected-static 2>/dev/null)" != "$sources" ] || [ ! -d staticfiles ] || return 0
    echo "Gom tệp tĩnh"
    deploy/collect_static.sh
    echo "$sources" >.venv/.collected-static
}

[ -e .env ] || write_local_settings
manage migrate --no-input --verbosity 0 # checks the whole project; once is enough for a start in seconds
manage load_reference --skip-checks
if is_demo; then
    manage load_demo --if-empty --skip-checks
fi
collect_static
