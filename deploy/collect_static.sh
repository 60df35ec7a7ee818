#!/usr/bin/env bash
# Gathers the static files that pages use; single icons and bootstrap's partial style sheets would only take half a minute.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/python manage.py collectstatic --no-input --clear --verbosity 0 \
    --ignore 'icons' --ignore '*.rtl.*' --ignore 'bootstrap-grid*' --ignore 'bootstrap-reboot*' --ignore 'bootstrap-utilities*'
