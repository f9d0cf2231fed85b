# Two commands do everything: `make demo` shows Headstamp, `make test` tests it. `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help demo test test-spark check format install runtime bench vendor bundle sbom docs pages messages clean

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell scripts/find-python)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
PINS := pyproject.toml constraints.txt

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

demo: runtime ## install, build a demonstration office and serve it
	@$(BIN)/headstamp demo $(DEMO)

test: ## install all that the tests need and run every one
	@scripts/system-packages python browser postgresql documents messages java
	@$(MAKE) --no-print-directory install
	@scripts/test

test-spark: install ## the same figures on real Spark, over six pooled snapshots
	@scripts/test-spark

check: install ## lint, types, floors, migrations, documentation
	@scripts/check

format: install ## put the code into the house's form
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

install: $(VENV)/.installed-dev ## the virtual environment with everything a developer needs

runtime: $(VENV)/.installed ## the virtual environment with what an office needs

# Only pip needs constraints as it finds them; the stamps make a second run cost nothing.
$(BIN)/python:
	@scripts/system-packages python
	@echo "Making the virtual environment ..." >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(PINS) | $(BIN)/python
	@echo "Installing Headstamp and what it needs ..." >&2
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: $(PINS) | $(BIN)/python
	@echo "Installing Headstamp, what it needs and what its developers need ..." >&2
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $(VENV)/.installed $@

bench: install ## measure, and print one table
	@scripts/system-packages postgresql || echo "bench: what needs PostgreSQL is left out or does not run" >&2
	@$(BIN)/python -m bench $(BENCH)

vendor: runtime ## fetch the front-end parts again, by exact version (needs npm)
	@$(BIN)/python scripts/vendor.py

bundle: install ## everything an office without internet needs, in bundle/
	@scripts/bundle

sbom: install ## list of parts and their licences, in dist/
	@scripts/sbom

docs: install ## the documentation, in site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

pages: install ## write again what documents say of the code: README's table, commands, settings, tables
	@for page in settings_page commands_page custody_page forensics_page tracing_page cases_page data_model snapshot_page measures_page coverage; do $(BIN)/python scripts/$$page.py || exit 1; done

messages: install ## collect the texts for translators, compile what they did
	@scripts/system-packages messages
	@$(BIN)/python scripts/catalogues.py collect

clean: ## remove everything that was made here, except records
	@rm -rf $(VENV) bundle dist site var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
