# Two commands are enough: `make run` starts the service, `make test` checks everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run install test test-long check bench format lock clean

run: $(VENV)/.run          ## create the environment, apply migrations, start
	$(BIN)/opora run

install: $(VENV)/.run      ## the environment with the command `opora`, nothing started

test: $(VENV)/.dev check   ## everything that CI runs
	$(BIN)/python -m pytest -n 2 --dist loadgroup

test-long: $(VENV)/.dev    ## the full counts of what `make test` samples; writes docs/promises.md
	$(BIN)/python -m pytest -m "long or not long" -n 2 --dist loadgroup

check: $(VENV)/.dev        ## style, types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(VENV)/.dev        ## measure and rewrite docs/benchmarks.md
	$(BIN)/python -m bench

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.dev         ## pin and hash what pyproject.toml asks for
	$(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate --no-header -o requirements/run.txt
	$(BIN)/uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate --no-header -c requirements/run.txt -o requirements/dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache *.egg-info

$(VENV)/.run: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
