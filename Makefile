# First Refusal. On a fresh machine with Python 3.11 or newer:
#
#   make play     open the game                    make test     the tests
#   make lint     style, types, architecture       make check    lint, then test
#   make heavy    bots play many seeds (minutes)   make bench    measure speed
#   make heavy HOURS=2    new games for so long, every step taken apart
#   make pythons  the famous games under every Python that is here
#   make schema   the scenario files' JSON Schema  make pictures the pictures of the README
#   make snapshots     what every screen looks like, for the tests; make manual: the manual's tables of keys
#   make clean    forget what was set up
#
# Everything is installed into .venv here, in the versions that uv.lock names. PYTHON=... chooses an interpreter.

VENV := .venv
PY := $(VENV)/bin/python
UV := $(PY) -m uv
SYNC := $(UV) sync --quiet --locked --compile-bytecode --python $(PY)

# Compiled bytecode halves the time until the first screen, so nothing in the environment may turn it off; and the
# environment that happens to be active is not the one to install into.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME VIRTUAL_ENV
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Each stamp is newer than what it was made from, so a second run starts at once.
READY := $(VENV)/.ready-to-play
READY_DEV := $(VENV)/.ready-to-develop
READY_BENCH := $(VENV)/.ready-to-measure

.DEFAULT_GOAL := help
.PHONY: help play setup test heavy pythons lint format check bench schema pictures snapshots manual clean

help:
	@sed -n '2,/^$$/s/^# \{0,1\}//p' Makefile

play: $(READY)
	@$(VENV)/bin/first-refusal

setup: $(READY_DEV)

# A screen's test waits for half of its time, so there is one more at work than there are cores.
WORKERS = $(shell $(PY) -c "import os; print((os.cpu_count() or 1) + 1)")

test: $(READY_DEV)
	@$(PY) -m pytest -n $(WORKERS)

# Without HOURS the same games every time; with it new ones, and what fails says the seed that repeats it.
heavy: $(READY_DEV)
ifdef HOURS
	@$(PY) -m tests.tools.apart --hours $(HOURS) --jobs 0
else
	@$(PY) -m pytest -n auto -m heavy
endif

pythons: $(READY_DEV)
	@$(PY) -m tests.tools.pythons

lint: $(READY_DEV)
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-logo

format: $(READY_DEV)
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format

check:
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test

bench: $(READY_BENCH)
	@$(PY) -m bench

schema: $(READY)
	@$(PY) -m game scenario schema > scenarios/scenario.schema.json.new
	@mv scenarios/scenario.schema.json.new scenarios/scenario.schema.json

pictures: $(READY)
	@$(PY) docs/pictures/make.py

snapshots: $(READY_DEV)
	@$(PY) -m tests.tools.snapshots

manual: $(READY_DEV)
	@$(PY) -m tests.tools.manual

clean:
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist
	@find game tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# What playing needs, and not a package more.
$(READY): pyproject.toml uv.lock
	@$(call have_venv)
	@echo "Installing First Refusal into $(VENV) (once; about a minute)..."
	@$(SYNC) --no-dev --inexact
	@$(PY) -m compileall -q game
	@touch $@

$(READY_DEV): $(READY)
	@echo "Installing the tools for development into $(VENV)..."
	@$(SYNC) --inexact
	@touch $@

$(READY_BENCH): $(READY_DEV)
	@echo "Installing what the measurements compare with into $(VENV)..."
	@$(SYNC) --inexact --extra bench
	@touch $@

# A working .venv with uv in it, made with the first Python that is new enough and can make one.
define have_venv
	$(PY) -m uv --version >/dev/null 2>&1 && exit 0; \
	found=; old=; \
	for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  old="$$python"; \
	  "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || continue; \
	  found="$$python"; break; \
	done; \
	if [ -z "$$found" ] && [ -n "$$old" ]; then \
	  echo "$$old cannot make a virtual environment: install its venv package" \
	    "(Debian, Ubuntu: sudo apt install python3-venv) and run make again." >&2; exit 1; \
	elif [ -z "$$found" ]; then \
	  echo "First Refusal needs Python 3.11 or newer, and none is on the PATH:" \
	    "install one, or name it with make PYTHON=/path/to/python." >&2; exit 1; \
	fi; \
	"$$found" -m venv --clear $(VENV) && \
	$(PY) -m pip install --quiet 'uv>=0.9,<1'
endef
