# Two commands for newcomers: make run, make test. `make` alone explains the rest.
PYTHON ?= python3
BIN := .venv/bin
export FLASK_APP := directory.app

.DEFAULT_GOAL := help
.PHONY: help setup run demo test test-postgres browser soak transcripts check audit bench simulate format texts index pictures lock clean

help: ## explain the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.for-tests ## install everything that is needed to work here

run: .venv/.for-running ## start the site (PORT=8000); the first start sets everything up
	@$(BIN)/directory serve

demo: .venv/.for-running ## start a second site with generated example offers (COUNT=2000)
	@DIRECTORY_INSTANCE=$${DIRECTORY_INSTANCE:-instance/demo} $(BIN)/directory demo --count $(or $(COUNT),2000)

test: .venv/.for-tests .venv/.with-browser .venv/.with-checkers .venv/.with-servers ## run all tests, in a real browser too
	@# What the tests of a file share is built once; in their order, because the last files are quick.
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not soak"

test-postgres: .venv/.for-tests .venv/.with-servers ## all tests that open a database, on PostgreSQL
	@DIRECTORY_TEST_DATABASE=postgresql $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not soak and not browser"

browser: .venv/.for-tests .venv/.with-browser .venv/.with-checkers ## only the accessibility and keyboard run in a real browser
	@$(BIN)/pytest -m "browser and not soak"

soak: .venv/.for-tests .venv/.with-browser .venv/.with-checkers .venv/.with-servers ## the long tests: every fault, every page in every mode
	@$(BIN)/pytest -n 2 --dist worksteal -m soak --timeout 3600

transcripts: .venv/.for-tests .venv/.with-browser .venv/.with-checkers ## store anew what a screen reader says; read the changes
	@RENEW_TRANSCRIPTS=1 $(BIN)/pytest -q tests/browser/test_transcripts.py
	@git diff --stat -- tests/browser/transcripts

check: .venv/.for-tests ## format, lint, types, imports, templates, texts, secrets: what CI runs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/djlint --check --lint directory/templates
	@$(BIN)/directory texts --check
	@$(BIN)/directory easy-language --house
	@.ci/find-secrets

audit: .venv/.for-tests ## ask for known holes in our packages, and write down all parts (needs the net)
	@mkdir -p dist
	@$(BIN)/uv tool run --from cyclonedx-bom==7.5.0 cyclonedx-py requirements requirements.txt -o dist/parts.cdx.json
	@$(BIN)/uv tool run --from pip-audit==2.10.1 pip-audit --require-hashes --disable-pip -r requirements.txt

bench: .venv/.for-tests ## measure speed and memory against other engines (SIZES=2000,20000 ONLY=first-visit SECONDS=60)
	@$(BIN)/python -m tests.bench --sizes $(or $(SIZES),2000,20000) $(if $(ONLY),--only $(ONLY)) $(if $(SECONDS),--seconds $(SECONDS))

simulate: .venv/.for-tests ## let two years go by over 2,000 offers: how many stay confirmed, at what cost
	@$(BIN)/python -m tests.simulation

format: .venv/.for-tests ## tidy code and templates
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@$(BIN)/djlint --reformat --quiet directory/templates || true

texts: .venv/.for-tests ## refresh the catalogues of standard German and English
	@$(BIN)/directory texts

index: .venv/.for-running ## build the search index anew from the database
	@$(BIN)/directory index

pictures: .venv/.for-tests .venv/.with-browser ## photograph the main pages into pictures/
	@$(BIN)/python -m tests.photographs

lock: .venv/.for-tests ## pin all packages anew (requirements*.txt)
	@$(BIN)/python .ci/lock.py

clean: ## remove what was installed and built; the database in instance/ stays
	@rm -rf .venv search_index/* .pytest_cache .mypy_cache .ruff_cache

# ---- what stands behind the commands

.venv/bin/pip:
	@.ci/make-venv $(PYTHON)

.venv/.for-running: requirements.txt pyproject.toml | .venv/bin/pip
	@echo "Installing packages (once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@.ci/find-printer
	@touch $@

.venv/.for-tests: requirements-dev.txt .venv/.for-running
	@echo "Installing packages for tests (once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv/.with-browser: | .venv/bin/pip
	@.ci/find-browser
	@.ci/find-printer 1
	@touch $@

.venv/.with-checkers: .ci/checkers/package-lock.json | .venv/bin/pip
	@.ci/find-checkers
	@touch $@

.venv/.with-servers: | .venv/bin/pip
	@.ci/find-servers
	@touch $@
