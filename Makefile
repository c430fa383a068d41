# Each target sets up what it needs in a virtual environment; Python 3.11 or newer and make are enough.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
LONG   := postgres or browser or slow

.PHONY: run test test-all bench check format pins clean help
help:
	@echo "make run       open the desk with the sample newsroom in it"
	@echo "make test      style, types, import direction and the short tests"
	@echo "make test-all  also PostgreSQL, Chromium and the slow tests"
	@echo "make bench     timings beside a peer, as ratios"
	@echo "make check     style, types and import direction alone"

run: $(VENV)/.ready
	$(BIN)/photodesk serve --sample

test: check
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not ($(LONG))"

test-all: test
	@sh tests/install_chromium.sh
	$(BIN)/python -m pytest -m "$(LONG)"

check: $(VENV)/.ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.ready-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.ready-test
	$(BIN)/python -m benchmarks

# Pins the newest versions that fit together; try them with `make test test-all` before committing.
pins:
	rm -rf $(VENV)-pins && $(PYTHON) -m venv $(VENV)-pins
	$(VENV)-pins/bin/python -m pip install --quiet -e ".[test]"
	(head -n 1 constraints.txt; $(VENV)-pins/bin/python -m pip freeze --exclude-editable) > constraints.new
	mv constraints.new constraints.txt && rm -rf $(VENV)-pins

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache

$(VENV)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "photodesk needs Python 3.11 or newer; name one: make PYTHON=python3.12 run")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python has no venv module here; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Installing what photodesk needs into $(VENV) (once, a minute or two) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready
	@$(PIP) --editable ".[test]"
	@touch $@
