#!/usr/bin/env bash
# Sees to the system packages that pip and npm cannot bring. `system_packages.sh test` asks for those of the tests too.
# As root the missing ones are installed; anybody else is told the exact command, and the script fails.
set -euo pipefail
cd "$(dirname "$0")"

has_library() { { ldconfig -p || /sbin/ldconfig -p; } 2>/dev/null | grep -F "$1" >/dev/null; }
has_program() { command -v "$1" >/dev/null; }
has_font() { fc-list : family 2>/dev/null | grep -F "$1" >/dev/null; }
has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || has_program initdb; }

missing_packages() {
    ./find_python.sh >/dev/null || echo python3-venv
    has_library libpango-1.0.so.0 || echo libpango-1.0-0
    has_library libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
    has_library libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
    has_font Tinos || echo fonts-croscore
    if [ "${1:-}" = test ]; then
        ./find_chromium.sh >/dev/null || echo chromium
        has_postgresql || echo postgresql
        has_program localc || echo libreoffice-calc
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
[ "${#missing[@]}" -gt 0 ] || exit 0

{
    echo "Thiếu gói hệ thống. Hãy chạy lệnh sau rồi làm lại:"
    echo "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${missing[*]}"
    case " ${missing[*]} " in
        *" chromium "*) echo "Trên Ubuntu, gói chromium không chứa trình duyệt: bỏ nó khỏi lệnh trên và chạy 'sudo snap install chromium'." ;;&
        *" python3-venv "*) echo "Cổng thông tin cần Python 3.11 trở lên; nếu python3 của máy cũ hơn, cài thêm python3.11-venv." ;;
    esac
} >&2
exit 1
