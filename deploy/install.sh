#!/usr/bin/env bash
# Installs what the lock files name: Python packages into .venv, front-end files into node_modules, compiled translations.
# `install.sh test` adds what tests and linters use. A step whose files did not change since it last succeeded is skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-run}

# once STAMP FILE… -- COMMAND…: runs the command unless STAMP says that it succeeded with these very files.
once() {
    local stamp=$1 files=() digest
    shift
    while [ "$1" != -- ]; do
        files+=("$1")
        shift
    done
    shift
    digest=$(sha256sum "${files[@]}")
    [ "$(cat "$stamp" 2>/dev/null)" != "$digest" ] || return 0
    "$@"
    echo "$digest" >"$stamp"
}

make_venv() {
    echo "Tạo môi trường Python .venv"
    "$(deploy/find_python.sh)" -m venv --clear .venv
}

install_installers() {
    echo "Cài công cụ cài đặt (uv, node)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-setup.txt
}

install_python() {
    echo "Cài gói Python: $1"
    .venv/bin/uv pip install --quiet --require-hashes --python .venv/bin/python -r "$1"
}

install_front_end() {
    echo "Cài tệp giao diện (npm)"
    PATH="$PWD/.venv/bin:$PATH" npm ci --loglevel=error --no-progress
}

deploy/system_packages.sh "$purpose"
.venv/bin/python -c '' 2>/dev/null || make_venv
once .venv/.installed-setup requirements-setup.txt -- install_installers
once .venv/.installed-run requirements.txt -- install_python requirements.txt
if [ "$purpose" = test ]; then
    once .venv/.installed-test requirements-dev.txt -- install_python requirements-dev.txt
fi
once node_modules/.installed package-lock.json .npmrc -- install_front_end
if compgen -G 'locale/*/LC_MESSAGES/*.po' >/dev/null; then
    once .venv/.compiled-messages locale/*/LC_MESSAGES/*.po -- .venv/bin/pybabel --quiet compile --directory locale --domain django
fi
