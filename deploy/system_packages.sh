#!/usr/bin/env bash
# Sees to the system packages that pip and npm cannot bring. `system_packages.sh test` asks for those of the tests too.
# As root the missing ones are installed; anybody else is told the exact command, and the script fails.
set -euo pipefail
cd "$(dirname "$0")"

has_library() { { ldconfig -p || /sbin/ldconfig -p; } 2>/dev/null | grep -F "$1" >/dev/null; }
has_program() { command -v "$1" >/dev/null; }
has_font() { fc-list : family 2>/dev/null | grep -F "$1" >/dev/null; }
is_ubuntu() { grep -s '^ID=ubuntu' /etc/os-release >/dev/null; }
has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || has_program initdb; }

missing_packages() {
    ./find_python.sh >/dev/null || echo python3-venv
    has_library libpango-1.0.so.0 || echo libpango-1.0-0
    has_library libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
    has_library libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
    has_font Tinos || echo fonts-croscore
    if [ "${1:-}" = test ]; then
        is_ubuntu || ./find_chromium.sh >/dev/null || echo chromium # there the package holds no browser
        has_postgresql || echo postgresql
        has_program localc || echo libreoffice-calc
        has_program lowriter || echo libreoffice-writer
        has_program pdftotext || echo poppler-utils
        has_program qpdf || echo qpdf
    fi
}

mapfile -t missing < <(missing_packages "$@")
if [ "${#missing[@]}" -gt 0 ] && [ "$(id -u)" -eq 0 ] && has_program apt-get; then
    echo "Cài gói hệ thống còn thiếu: ${missing[*]}"
    apt-get update
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${missing[@]}"
    mapfile -t missing < <(missing_packages "$@")
fi
if [ "${#missing[@]}" -gt 0 ]; then
    {
        echo "Thiếu gói hệ thống. Hãy chạy lệnh sau rồi làm lại:"
        echo "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${missing[*]}"
        ./find_python.sh >/dev/null || echo "Cần Python 3.11 trở lên; nếu python3 của hệ điều hành cũ hơn, cài thêm python3.11-venv."
    } >&2
    exit 1
fi
if [ "${1:-}" = test ] && ! ./find_chromium.sh >/dev/null; then
    printf '%s\n' "Thiếu trình duyệt. Hãy chạy lệnh sau rồi làm lại:" "  sudo snap install chromium" >&2
    exit 1
fi
