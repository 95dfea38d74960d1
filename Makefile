# Two commands do all set-up: `make demo` and `make test`. Everything installed goes into .venv; `make deps` alone uses apt.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STATE ?= .hallenwart/demo
PIP := $(BIN)/pip --disable-pip-version-check --no-input install --quiet --use-pep517
MEMBERS := contract broker_config edge backend firmware_sim dashboards
METADATA := $(MEMBERS:%=%/pyproject.toml)
PAGES := $(shell find dashboards -type f -not -path '*/node_modules/*' -not -path '*/static/*' -not -path '*/__pycache__/*' 2>/dev/null)
# Two of them run towns (tests/support/lanes.py), which wait for devices and people rather than for the processor.
WORKERS ?= 5
# Dozens of processes start in the tests; what they import is compiled once.
export PYTHONDONTWRITEBYTECODE :=
# Chromium without windows: page tests take half the time in it. Without it they run in the whole one.
SHELL_PACKAGE := chromium-headless-shell
APT := apt-get -o Acquire::Retries=1 -o Acquire::http::Timeout=30
SYSTEM_PACKAGES := mosquitto chromium espeak-ng ffmpeg postgresql victoria-metrics python3-venv

.PHONY: help demo test test-pages chaos kills check check-python check-pages deps bench evaluate screenshots generate lock clean fuzz sbom audit

help:
	@echo "make demo         a living town in your browser (FRESH=1 starts anew, ARGS='--speed 10' goes faster)"
	@echo "make test         everything that CI runs: make check and all tests at once; the few that fail run once more, alone"
	@echo "make check        formatting, lint, types, layering, drift of generated files (no root, no browser)"
	@echo "make chaos        seeded faults in a small real house, judged (SEEDS=200 FIRST=1 JOBS=2; SEED=7 plays one again)"
	@echo "make kills        each process killed a hundred times while a room burns (KILLS=20 SEED=7 chooses)"
	@echo "make fuzz         requests made from the description of the API by everybody, messages and frames (SEED=7 EXAMPLES=20 chooses)"
	@echo "make sbom         what is inside, as CycloneDX (build/sbom); needs the network once"
	@echo "make audit        known weaknesses of what is inside (pip-audit, npm audit); needs the network"
	@echo "make bench        speed, as ratios in one run"
	@echo "make evaluate     recorded fires and quiet rooms through the whole system; a report page (HALLENWART_DATA names their folder)"
	@echo "make screenshots  take the README's pictures anew from a running demo"
	@echo "make wheels       the members as wheels in dist/, pages within"
	@echo "make generate     write schemas, asyncapi.yaml, openapi.json and the pages' types anew"
	@echo "make lock         resolve the dependencies anew (needs uv)"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Hallenwart braucht Python 3.11 oder neuer / needs Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Bitte zuerst: sudo apt-get install python3-venv  / please install python3-venv first."; rm -rf $(VENV); exit 1; }

# The members are installed editable, without their dependencies (those are pinned by hash) and without build isolation.
$(VENV)/.demo: requirements/demo.txt $(METADATA) | $(BIN)/python
	@echo "Installing what is pinned in $< …"
	@$(PIP) --require-hashes -r $<
	@$(PIP) --no-deps --no-build-isolation $(MEMBERS:%=-e ./%)
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.demo
	@echo "Installing what is pinned in $< …"
	@$(PIP) --require-hashes -r $<
	@touch $@

# The demo needs no test tools; both share one environment.
$(VENV)/.pages: $(VENV)/.demo $(PAGES)
	@$(BIN)/python dashboards/hatch_build.py
	@touch $@

demo: $(VENV)/.pages
	@exec $(BIN)/hallenwart-sim town --state $(STATE) $(if $(FRESH),--fresh) $(ARGS)

wheels: $(VENV)/.pages
	@rm -rf dist && $(BIN)/pip --disable-pip-version-check wheel --quiet --no-deps --no-build-isolation --wheel-dir dist \
	  $(MEMBERS:%=./%) && ls dist

deps:
	@missing=""; for p in $(SYSTEM_PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  set -x; $$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi
	@dpkg -s $(SHELL_PACKAGE) >/dev/null 2>&1 || { sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  set -x; $$sudo $(APT) update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive $(APT) install -y -qq --no-install-recommends --no-remove $(SHELL_PACKAGE); } \
	  || echo "no $(SHELL_PACKAGE) here: pages are tested in chromium, which takes longer"

# What is checked of Python and of the pages has nothing to do with each other: at the same time, each one's words together.
AT_ONCE := $(MAKE) --no-print-directory -j2 --output-sync=target

check: $(VENV)/.dev $(VENV)/.pages
	@+$(AT_ONCE) check-python check-pages

check-python: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports
	$(BIN)/hallenwart-contract generate --check
	$(BIN)/hallenwart-edge schema | cmp - contract/generated/wiring.schema.json

check-pages: $(VENV)/.dev $(VENV)/.pages
	dashboards/run-npm check
	dashboards/run-npm types-check

test-pages: check-pages
	dashboards/run-npm test

# What others say of our feeds: validators of theirs, for tests alone.
tests/validators/node_modules: tests/validators/package-lock.json $(VENV)/.demo
	@dashboards/run-npm install-in tests/validators && touch $@

# Checks fill what the tests leave of the processor; what fails while all tests run at once runs once more alone, and is named.
test: deps $(VENV)/.dev $(VENV)/.pages tests/validators/node_modules
	@+nice -n 5 $(AT_ONCE) --keep-going check-python test-pages & checks=$$!; \
	$(BIN)/python scripts/run_tests.py -n $(WORKERS) --dist loadfile tests; tests=$$?; \
	wait $$checks || { echo "make check failed: see above"; exit 1; }; exit $$tests

chaos: deps $(VENV)/.dev
	$(BIN)/python -m chaos $(if $(SEED),--seed $(SEED),--seeds $(or $(SEEDS),20) --first $(or $(FIRST),1) --jobs $(or $(JOBS),2)) $(ARGS)

kills: deps $(VENV)/.dev
	@seed=$(or $(SEED),$$(date +%s)); echo "SEED=$$seed"; \
	HALLENWART_KILLS=$(or $(KILLS),100) HALLENWART_SEED=$$seed $(BIN)/pytest -n 2 tests/e2e/test_alarm_kills.py

fuzz: $(VENV)/.dev
	@seed=$(or $(SEED),$$(date +%s)); echo "SEED=$$seed"; \
	HALLENWART_SEED=$$seed HALLENWART_EXAMPLES=$(or $(EXAMPLES),3) $(BIN)/pytest -n 2 tests/backend/http/test_fuzz.py tests/contract/test_fuzz.py tests/edge/drivers/test_fuzz.py

# The tools have an environment of their own: nothing of them is installed beside the product.
$(VENV)/.audit: requirements/audit.txt | $(BIN)/python
	@$(PYTHON) -m venv $(VENV)/audit
	@$(VENV)/audit/bin/pip --disable-pip-version-check --no-input install --quiet --require-hashes -r $<
	@touch $@

sbom: $(VENV)/.audit
	$(BIN)/python scripts/sbom.py --tools $(VENV)/audit/bin --out build/sbom

audit: $(VENV)/.audit
	for role in edge backend broker sim; do $(VENV)/audit/bin/pip-audit --require-hashes --disable-pip -r requirements/$$role.txt || exit 1; done
	dashboards/run-npm audit

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

evaluate: $(VENV)/.dev
	$(BIN)/python -m evaluation $(ARGS)

screenshots: $(VENV)/.dev $(VENV)/.pages
	$(BIN)/python scripts/screenshots.py

generate: $(VENV)/.dev
	$(BIN)/hallenwart-contract generate
	$(BIN)/hallenwart-edge schema > contract/generated/wiring.schema.json
	$(BIN)/hallenwart admin openapi > backend/generated/openapi.json
	dashboards/run-npm types

lock:
	scripts/lock

clean:
	rm -rf $(VENV) .hallenwart dashboards/node_modules dashboards/hallenwart_dashboards/static .mypy_cache .ruff_cache .pytest_cache
