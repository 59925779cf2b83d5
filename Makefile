# make plan    a plan for a worked patient
# make serve   the pages in a browser, on this machine alone
# make test    everything that must hold before a change is taken
# make mutants one slip at a time in the guideline, and who notices it
# make settle  each obligation tried once more without the solver, and how many are settled
# make bench   the measurements
# make safety  the hazard log, with what each control says and what is proved today
# make screenshots  the two pictures of the README, taken anew (needs chromium)
# make lock    new versions of what is installed
# Another Python: make PYTHON=python3.12 test

PYTHON ?= python3
PATIENT ?= examples/hiv-resistant-genital-herpes.yaml

VENV := .venv
BIN := $(VENV)/bin

# The installation is redone when what it was made from differs, or when the folder has moved;
# touching a file changes nothing.
KEY := $(shell (cat requirements.lock pyproject.toml && echo '$(CURDIR) $(PYTHON)') | cksum | cut -d ' ' -f 1)
READY := $(VENV)/.installed-$(KEY)

.PHONY: plan serve test mutants settle bench safety screenshots lock clean

plan: $(READY)
	@$(BIN)/whitlow plan $(PATIENT)

serve: $(READY)
	@$(BIN)/whitlow serve

test: $(READY)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/python -m pytest
	$(BIN)/whitlow check
	$(BIN)/whitlow prove

mutants: $(READY)
	$(BIN)/python -m tests.mutants.run

settle: $(READY)
	$(BIN)/python -m tests.prove.excepted
	$(BIN)/python -m tests.prove.exhaustive

bench: $(READY)
	@for script in benchmarks/*.py; do echo "$$script" && $(BIN)/python "$$script" || exit; done

safety: $(READY)
	@$(BIN)/python -m tests.safety.render

screenshots: $(READY)
	@$(BIN)/python -m tests.web.browser.screenshots

# A folder made by hand is filled, not thrown away, as long as it works, was made here (activate
# says so) and holds the Python that is asked for.
$(READY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Whitlow needs Python 3.11 or newer. Name one: make PYTHON=python3.12")'
	@test "$$($(PYTHON) -V)" = "$$($(BIN)/python -V 2>&1)" \
	  && grep -qsF '$(CURDIR)/$(VENV)' $(BIN)/activate \
	  && $(BIN)/python -m pip -V >/dev/null 2>&1 \
	  || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing into $(VENV)" >&2
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.installed-* && touch $@

# Needs pip-tools: the only tool that is not itself locked, since it makes the lock.
lock:
	CUSTOM_COMPILE_COMMAND='make lock' pip-compile --quiet --upgrade --generate-hashes --strip-extras --extra dev \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	  --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
