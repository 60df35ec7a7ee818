# The commands of everyday work. Each installs first what it needs and is missing; nothing else has to be done by hand.

SHELL := bash
PYTEST := .venv/bin/pytest
WITHOUT_BROWSER := -n 2 -m "not e2e"

# Linters look at the portal as it runs on a server: no .env, no demo mode.
PRODUCTION := ENV_FILE=/dev/null DEBUG=0 DEMO=0 BEHIND_PROXY=1 DATABASE_URL=sqlite://:memory: ALLOWED_HOSTS=portal.example \
	SECRET_KEY=only-for-linters-0123456789-abcdefghijklmnopqrstuvwxyz
TYPED := find kontum04 communes twinning reports -name '*.py' -not -path '*/migrations/*' \
	\( -path '*/core/*' -o -path '*/services/*' -o -path '*/figures/*' -o -path '*/documents/*' \)

.PHONY: setup run test lint bench screenshots conformity lock clean test-tools

## setup: install everything and prepare a trial portal on this machine
setup:
	@deploy/install.sh
	@deploy/prepare.sh

## run: set up, print one sign-in per role, serve on 127.0.0.1 (PORT, 8000 unless given) until Ctrl+C
run: setup
	@.venv/bin/python manage.py show_demo_users --skip-checks
	@exec deploy/serve.sh

## test: everything on SQLite, again on a PostgreSQL of its own, then in the browser
test: test-tools
	DATABASE_URL=sqlite://:memory: $(PYTEST) $(WITHOUT_BROWSER)
	.venv/bin/python tests/postgres_cluster.py $(PYTEST) $(WITHOUT_BROWSER)
	DATABASE_URL=sqlite://:memory: CHROMIUM="$$(deploy/find_chromium.sh)" $(PYTEST) -m e2e

## lint: style, templates, types, missing migrations, settings fit for a server
lint: test-tools
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 --check {} +
	$(TYPED) -print0 | $(PRODUCTION) xargs -0 .venv/bin/mypy
	$(PRODUCTION) .venv/bin/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) .venv/bin/python manage.py check --deploy --fail-level WARNING

## bench: what documents cost, as ratios of one run (docs/performance.md); some minutes
bench:
	@deploy/install.sh
	@.venv/bin/python -m benchmarks

## screenshots: take the pictures of the README anew
screenshots: test-tools
	CHROMIUM="$$(deploy/find_chromium.sh)" .venv/bin/python -m tests.e2e.screenshots

## conformity: measure drawn documents against the format and write docs/layout-conformity.md anew
conformity: test-tools
	.venv/bin/python -m tests.reports.conformity

## samples: draw a sample of every kind of document into docs/samples, from a database made for it
samples: test-tools
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && export $(PRODUCTION) DEMO=1 DATABASE_URL="sqlite:///$$folder/samples.sqlite3" \
		&& .venv/bin/python manage.py migrate --verbosity 0 && .venv/bin/python manage.py load_reference --skip-checks \
		&& .venv/bin/python manage.py load_demo --skip-checks && .venv/bin/python manage.py make_samples --skip-checks docs/samples

## lock: write the lock files anew after a change of requirements*.in or package.json; versions stay unless UPGRADE=--upgrade
lock: test-tools
	for name in requirements requirements-dev requirements-setup; do .venv/bin/uv pip compile --quiet $(UPGRADE) \
		--universal --python-version 3.11 --generate-hashes --no-emit-index-url $$name.in -o $$name.txt || exit; done
	PATH="$$PWD/.venv/bin:$$PATH" npm install --package-lock-only

## clean: remove what the other commands made; settings, database and uploaded files stay
clean:
	rm -rf .venv node_modules staticfiles test-results .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name '*.mo' -delete

test-tools:
	@deploy/install.sh test
