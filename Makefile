# Everything a developer or an operator types. `make help` lists it.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help env env-dev lexicon run test quick lint translations bench bench-relevance fuzz soak lock wheelhouse material clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/ -/' | sort

.venv/.runtime: pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_OPTIONS) -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_OPTIONS) --no-deps --editable .
	touch $@

.venv/.dev: .venv/.runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_OPTIONS) -r requirements-dev.lock
	touch $@

env: .venv/.runtime lexicon ## make the environment in .venv

env-dev: .venv/.dev lexicon ## the environment with what tests and lint need

lexicon: .venv/.runtime ## build the lexicon of Swedish in data/run, where it is missing or an old one
	@$(BIN)/helixarkiv lexicon

run: env ## ingest the sample material and serve it on http://127.0.0.1:8000
	$(BIN)/helixarkiv ingest
	$(BIN)/helixarkiv serve

test: env-dev ## run every test; what needs a missing system tool skips and says which
	$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST_OPTIONS)

quick: env-dev ## the fast tests alone
	$(BIN)/python -m pytest -m "not slow" $(PYTEST_OPTIONS)

lint: env-dev ## ruff, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: env-dev ## speed, as ratios against a peer in the same run
	$(BIN)/python -m bench

fuzz: env-dev ## spoil the files of FOLDER that end in ENDING and read them, for half an hour
	$(BIN)/python -m bench.fuzzing $(FOLDER) --ending $(ENDING)

bench-relevance: env-dev ## how well the search finds; FOLDERS='…' COMPOUNDS='…' name other collections and files
	$(BIN)/python -m bench.relevance $(FOLDERS)
	$(BIN)/python -m bench.compounds $(COMPOUNDS)

soak: env-dev ## the long runs: many kills, long histories
	TEST_KILLS=200 TEST_FILES=300 TEST_FULL_DISKS=10 $(BIN)/python -m pytest tests/test_faults.py $(PYTEST_OPTIONS)
	TEST_ASKEW="0.7 1.5" $(BIN)/python -m pytest tests/ingest/ocr $(PYTEST_OPTIONS)
	TEST_HISTORIES=10000 $(BIN)/python -m pytest tests/ingest/folder/histories $(PYTEST_OPTIONS)

material: env-dev ## make the sample material again
	$(BIN)/python data/make_material.py

translations: env-dev ## bring web/translations/en.po up to date with the texts of the pages
	cd web && ../$(BIN)/pybabel --quiet extract --mapping babel.cfg --keyword _ --add-location file --output translations/messages.pot .
	cd web/translations && ../../$(BIN)/pybabel --quiet update --locale en --input-file messages.pot --output-file en.po --no-fuzzy-matching --ignore-obsolete --width 100 --omit-header
	rm web/translations/messages.pot

lock: env-dev ## resolve both lock files again
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

wheelhouse: ## gather in wheelhouse/ what a server without internet needs
	$(PYTHON) -m pip wheel --quiet --wheel-dir wheelhouse -r requirements.lock 'setuptools>=80,<83'

clean: ## remove the environment and what the tools left (not the archive's data)
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
