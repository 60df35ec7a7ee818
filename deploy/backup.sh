#!/usr/bin/env bash
# Copies database and uploaded files of the running portal into BACKUP_DIR/<time>/, whole or not at all, and keeps the
# last BACKUP_KEEP of them. How to restore: deploy/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077

target=${BACKUP_DIR:-/var/backups/kontum04}
keep=${BACKUP_KEEP:-30}

# Prints the portal's own settings as assignments; those of PostgreSQL under the names that pg_dump reads.
read_settings() {
    .venv/bin/python manage.py shell --no-imports -c '
import shlex
from django.conf import settings
database = settings.DATABASES["default"]
values = {"ENGINE": database["ENGINE"], "DATABASE": database["NAME"], "MEDIA": settings.MEDIA_ROOT}
values |= {f"PG{name}": database.get(name) for name in ("HOST", "PORT", "USER", "PASSWORD")}
for name, value in values.items():
    print(f"export {name}={shlex.quote(str(value))}" if value else "")
'
}

copy_sqlite() {
    .venv/bin/python - "$1" "$2" <<'END'
import sqlite3, sys
# SQLite's own copy: consistent while others write, which a plain copy of the file is not.
with sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True) as source, sqlite3.connect(sys.argv[2]) as copy:
    source.backup(copy)
END
}

copy_database() {
    case "$ENGINE" in
        *sqlite3) copy_sqlite "$DATABASE" "$1/database.sqlite3" ;;
        *) pg_dump --format=custom --no-owner --file="$1/database.dump" "$DATABASE" ;;
    esac
}

settings=$(read_settings)
eval "$settings"
mkdir -p "$target"
unfinished=$(mktemp -d "$target/.unfinished-XXXXXX")
trap 'rm -rf "$unfinished"' EXIT

copy_database "$unfinished"
# After the database: every file that its rows name is then in the copy.
mkdir -p "$MEDIA"
# Results of background jobs come and go, and can be made again.
tar --create --gzip --file="$unfinished/media.tar.gz" --directory="$MEDIA" --exclude=./jobs .
(cd "$unfinished" && sha256sum -- * >SHA256SUMS)

finished=$target/$(date +%Y%m%d-%H%M%S)
mv "$unfinished" "$finished"
echo "Đã sao lưu vào $finished"

mapfile -t old < <(find "$target" -mindepth 1 -maxdepth 1 -type d -name '2*' | sort | head -n "-$keep")
[ "${#old[@]}" -eq 0 ] || rm -rf -- "${old[@]}"
