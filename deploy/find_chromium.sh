#!/usr/bin/env bash
# Prints the path of a Chromium or Chrome that starts; fails when there is none. CHROMIUM names another one.
# Starting it tells a browser from the stub that Ubuntu installs under the name of Chromium.
set -euo pipefail

for candidate in ${CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}; do
    if timeout 20 "$candidate" --version >/dev/null 2>&1; then
        command -v "$candidate"
        exit 0
    fi
done
exit 1
