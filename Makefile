# What a person types; `make help` lists it.  Everything is installed in .venv, from the hash-pinned locks.
PYTHON ?= python3
UV     ?= $(BIN)/uv
ARGS   ?=

VENV := .venv
BIN  := $(VENV)/bin
PIP  := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test lint check bench bench-bot bench-page bench-scores destroy fmt lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/runtime.stamp ## Serve the example on 127.0.0.1:8080, data in ./data
	@$(BIN)/anfang demo $(ARGS)

test: $(VENV)/dev.stamp ## Run all tests (ARGS="-k interview" for some)
	$(BIN)/python -m pytest -n 2 $(ARGS)

lint: $(VENV)/dev.stamp ## Format, style, types, import contracts, data files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/anfang check

check: lint test ## Everything a change must pass

bench: $(VENV)/dev.stamp ## Time the parts that must stay quick
	$(BIN)/python -m benches $(ARGS)

bench-scores: $(VENV)/dev.stamp ## Time scores at ARGS="1000 10000 100000" visits: some minutes, 1 GB
	$(BIN)/python -m benches.scores $(ARGS)

bench-bot: $(VENV)/dev.stamp ## Time the chat bot beside others: 45 minutes (ARGS="--people 200": 12)
	$(BIN)/python -m benches.bot $(ARGS)

bench-page: $(VENV)/dev.stamp ## Time the survey's page: stored answers a second of one core
	$(BIN)/python -m benches.page $(ARGS)

bench-postgres: $(VENV)/dev.stamp ## The same on PostgreSQL, ARGS="1000 10000 100000"
	$(BIN)/python -m benches.scores.postgres $(ARGS)

destroy: $(VENV)/dev.stamp ## Kill servers at every step on both engines, look for lost answers: hours (ARGS="--iterations 40 --points 40")
	$(BIN)/python -W error -m tests.destruction $(ARGS)

fmt: $(VENV)/dev.stamp ## Put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The build tool is pinned beside the rest, for it is installed without build isolation.
BUILD_TOOLS := $(PYTHON) -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['build-system']['requires'], sep='\n')"
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header
lock: $(BIN)/uv ## Bring the locks up to pyproject.toml (ARGS=--upgrade for newer releases)
	$(BUILD_TOOLS) | $(COMPILE) $(ARGS) --extra postgres -o requirements.lock pyproject.toml -
	$(BUILD_TOOLS) | $(COMPILE) $(ARGS) --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml -

clean: ## Remove .venv and the tools' caches; ./data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info

$(VENV)/runtime.stamp: requirements.lock pyproject.toml
	$(call install,requirements.lock)
	@touch $@

# The developers' lock holds the runtime's, at the same versions.
$(VENV)/dev.stamp: requirements-dev.lock requirements.lock pyproject.toml
	$(call install,requirements-dev.lock)
	@touch $(VENV)/runtime.stamp $@

$(BIN)/uv: | $(VENV)/dev.stamp
	$(PIP) install uv

define install
@$(PYTHON) -c 'import sys; sys.exit("Anfang needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
@echo 'Installing $(1) into $(VENV): a minute or two, this once.'
@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
@$(PIP) install --require-hashes -r $(1)
@$(PIP) install --no-deps --no-build-isolation -e .
endef
