# make run: start the product · make test: everything that must hold · make fast: the checks of a minute · make bench: figures · make faults: break it for real
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev

# What was compiled is kept, whatever the shell says: the suite starts three programs and many tests start their own.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test fast bench faults lock picture clean

run: $(RUNTIME)
	$(BIN)/gendan run

$(VENV):
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock pyproject.toml | $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

fast: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests/models tests/test_texts.py -n 2

test: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	# three at a time on two cores: a third of a story is waiting for answers
	$(BIN)/pytest -n 3 --dist worksteal --cov --cov-report=term:skip-covered --cov-fail-under=90
	$(BIN)/coverage report --include='models/*' --fail-under=99.9 --precision=1 --skip-covered

bench: $(DEV)
	$(BIN)/python -m bench

# KILLS= and FUZZ= say how often, DATABASE= sqlite, postgresql or both, WHAT= kills, stops, disks, updates or nothing for all
faults: $(DEV)
	$(BIN)/python -m faults $(WHAT) $(if $(KILLS),--kills $(KILLS)) $(if $(FUZZ),--fuzz $(FUZZ)) --database $(or $(DATABASE),both)

lock:
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev pyproject.toml -o requirements-dev.lock

picture: $(DEV)
	GENDAN_PICTURES=1 $(BIN)/pytest tests/test_page.py tests/test_transcript.py

clean:
	rm -rf $(VENV) build *.egg-info
