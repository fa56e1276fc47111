# `make` lists the targets. `make run` and `make test` set up all they need.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

PYTHON ?= python3
PY := .venv/bin/python
STYLES := $(shell find static/css templates -name '*.scss')

.PHONY: help
help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# --- Setting up: each step runs again only when what it was made from has changed ---

.venv/uv.stamp: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or newer is needed; name it: make PYTHON=python3.11' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'Python cannot make virtual environments: apt-get install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/run.stamp: .venv/uv.stamp requirements/run.txt
	.venv/bin/uv pip install --quiet --python $(PY) --require-hashes -r requirements/run.txt
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	.venv/bin/uv pip install --quiet --python $(PY) --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/.stamp: package-lock.json .npmrc
	@command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { \
	  echo 'Node 20 or newer with npm is needed: https://nodejs.org' >&2; exit 1; }
	npm ci --omit=dev --loglevel=error
	@touch $@

# What only the tests need besides.
node_modules/.dev.stamp: node_modules/.stamp package-lock.json
	npm ci --loglevel=error
	@touch node_modules/.stamp $@

static/build/app.css: node_modules/.stamp package.json tools/build_assets.js $(STYLES)
	npm run --silent build

.PHONY: assets
assets: static/build/app.css  ## compile the styles, copy the chart script

# --- Running ---

.PHONY: run
run: .venv/run.stamp assets  ## start the site on http://127.0.0.1:8000 (HOST, PORT)
	@$(PY) -m tools.prepare
	@exec .venv/bin/gunicorn

.PHONY: demo-clinician
demo-clinician: .venv/run.stamp  ## an account of staff for this machine's site (PORT)
	@$(PY) -m tools.prepare
	@$(PY) manage.py demo_clinician --port $${PORT:-8000}

# --- Testing ---

.PHONY: lint
lint: .venv/dev.stamp  ## style, types, import rules
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/mypy --strict clients/python/ms_treatment_choices.py
	.venv/bin/lint-imports

.PHONY: check
check: lint assets  ## the quick loop: lint and the tests without a browser, on SQLite
	DATABASE_URL= .venv/bin/pytest -q -n auto -m 'not browser and not slow'

.PHONY: chromium
chromium: .venv/dev.stamp node_modules/.dev.stamp
	@$(PY) -m tools.system

.PHONY: test
test: lint assets chromium  ## everything: lint, both databases, the browser
	DATABASE_URL= .venv/bin/pytest -q -n auto tests/integration
	REQUIRE_BROWSER=1 $(PY) -m tools.with_postgres .venv/bin/pytest -n auto --dist loadfile --max-worker-restart=0 --cov --coverage-targets

.PHONY: test-browser
test-browser: assets chromium  ## only the tests in the browser
	REQUIRE_BROWSER=1 $(PY) -m tools.with_postgres .venv/bin/pytest tests/browser

.PHONY: screenshots
screenshots: .venv/dev.stamp assets chromium  ## pictures of every page, in docs/screenshots (ONLY=patient or staff)
	@$(PY) -m tools.screenshots $(addprefix --only=,$(ONLY))

.PHONY: bench
bench: assets chromium  ## time the engine against plain ways of doing the same, and the results page
	@$(PY) -m tools.bench
	@$(PY) -m tools.bench_page

.PHONY: bench-cohort
bench-cohort: .venv/dev.stamp  ## run whole cohorts and say what a million people take (an hour)
	@$(PY) -m tools.bench_cohort

# Load comes from an environment of its own: gevent changes what it is imported in.
.venv-load/stamp: .venv/uv.stamp requirements/load.txt
	$(PYTHON) -m venv .venv-load
	.venv/bin/uv pip install --quiet --python .venv-load/bin/python --require-hashes -r requirements/load.txt
	@touch $@

.PHONY: reliability
reliability: .venv/dev.stamp .venv-load/stamp assets chromium  ## faults, load, restore: docs/reliability.md (PART, SIZE=short)
	@$(PY) -m tools.reliability $(addprefix --part=,$(PART)) $(if $(filter short,$(SIZE)),--short)

.PHONY: audit
audit: .venv/dev.stamp  ## known faults of what we depend on; fails where it could not look
	@$(PY) -m tools.audit

.PHONY: sbom
sbom: .venv/dev.stamp  ## the bill of materials, as CycloneDX: sbom.json
	@$(PY) -m tools.sbom

.PHONY: release
release: .venv/dev.stamp  ## fit what no paper prints, try it, write the release (ID=new name) and its documents
	@$(PY) manage.py build_release $(addprefix --id=,$(ID))
	@$(PY) manage.py validate_release
	@$(PY) manage.py write_evidence_doc

.PHONY: reading
reading: .venv/dev.stamp assets  ## measure the reading age of every page again
	DATABASE_URL= .venv/bin/pytest -q tests/rules/write_report.py

.PHONY: golden
golden: .venv/dev.stamp  ## rewrite the golden results and tell, in people, what moved
	@$(PY) -m tests.golden.generate
