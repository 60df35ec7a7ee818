#!/usr/bin/env bash
# Runs the portal on this machine: the web server, and beside it the worker that makes documents in the background.
# Both end together, with Ctrl+C or when the server ends; a worker that dies is replaced, as on a server by systemd.
set -uo pipefail
cd "$(dirname "$0")/.."

start_worker() {
    .venv/bin/python manage.py db_worker --verbosity 0 --skip-checks &
    worker=$!
}

# Asks a process to end, and insists after some seconds: what it was making is taken up at the next start.
stop() {
    kill "$1" 2>/dev/null || return 0
    for _ in {1..50}; do
        kill -0 "$1" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL "$1" 2>/dev/null
}

.venv/bin/gunicorn --config deploy/gunicorn.conf.py kontum04.wsgi &
server=$!
start_worker
trap 'kill "$server" 2>/dev/null' INT TERM HUP
while kill -0 "$server" 2>/dev/null; do
    wait -n
    kill -0 "$server" 2>/dev/null && { kill -0 "$worker" 2>/dev/null || start_worker; }
done
stop "$worker"
wait "$server"
