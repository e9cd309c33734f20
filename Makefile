# Everything runs in .venv, made from the locked packages; `make help` lists the targets.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
LOCKED := --require-hashes --only-binary :all: -r

# Commands that tests start begin quicker with their compiled files kept.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo serve test test-slow check format bench lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: $(VENV)/run ## Load the Kursk dossier and show which sources disagree about Berdin
	@$(BIN)/counterclaim demo

serve: $(VENV)/run ## Start the REST service on loopback
	@$(BIN)/counterclaim serve

test: $(VENV)/dev ## Pass the fast tests, on every engine at hand
	@$(BIN)/python -m pytest -q -n 3 --dist loadgroup -m "not slow"

test-slow: $(VENV)/dev ## Pass the tests that take minutes
	@$(BIN)/python -m pytest -q -m slow

check: $(VENV)/dev ## Lint, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/dev ## Format the code and mend what ruff can
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/dev ## Print every figure that the README quotes
	@$(BIN)/python -m bench

lock: $(VENV)/dev ## Write the lock files anew from pyproject.toml
	@$(BIN)/pip-compile -q $(LOCK_OPTIONS) -o locks/run.txt pyproject.toml
	@$(BIN)/pip-compile -q $(LOCK_OPTIONS) --extra build -c locks/run.txt -o locks/build.txt pyproject.toml
	@$(BIN)/pip-compile -q $(LOCK_OPTIONS) --extra dev -c locks/run.txt -o locks/dev.txt pyproject.toml

clean: ## Remove the environment and the caches
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

LOCK_OPTIONS := --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --no-header --allow-unsafe

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or say PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run: $(BIN)/python locks/build.txt pyproject.toml
	@echo "Installing the locked packages into $(VENV) ..."
	@$(PIP) install $(LOCKED) locks/build.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: $(VENV)/run locks/dev.txt
	@echo "Installing the locked test tools into $(VENV) ..."
	@$(PIP) install $(LOCKED) locks/dev.txt
	@touch $@
