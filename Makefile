# Every habit is one word. `make run` and `make test` do all the set-up themselves.
PY    ?= python3
# A distribution's Python is built with measured optimisation: a sixth less time than one built by hand.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3.11) $(PY))
UV    := .tools/bin/uv
VENV  := .venv
BIN   := $(VENV)/bin
UV_VERSION := 0.13.9
export PYTHONPATH := src
export PYTHONDONTWRITEBYTECODE :=

.DELETE_ON_ERROR:
.PHONY: run test costs test-postgres lint style types check check-wide quick seat-steps vote-steps member-steps fix lock messages extract migrations docs bench screens clean

$(UV):
	$(PY) -m pip install -q --target .tools --no-deps "uv==$(UV_VERSION)"

$(VENV)/.run: requirements/run.txt pyproject.toml | $(UV)
	test -d $(VENV) || $(UV) venv -q --python $(PYTHON) $(VENV)
	$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements/run.txt
	$(UV) pip install -q --python $(BIN)/python --no-deps -e .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements/dev.txt
	touch $@

run: $(VENV)/.run messages  ## the whole network on http://127.0.0.1:8000
	$(BIN)/jln serve

lock: | $(UV)  ## after a change of dependencies
	$(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements/run.txt
	$(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt

lint: style types  ## what reads the code without running it

style: $(VENV)/.dev
	$(BIN)/ruff check -q src tests benchmarks
	$(BIN)/ruff format -q --check src tests benchmarks
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run -v0

types: $(VENV)/.dev
	$(BIN)/mypy src/jln

check: style messages  ## lint, and the tests on SQLite without a browser: before every commit
	$(MAKE) -s -j2 types quick

quick: $(VENV)/.dev  # three workers on two cores: some tests only wait; see tests/costs.py
	$(BIN)/python -m pytest -n 3 --dist loadfile -m "not browser and not kills and not long"

check-wide: $(VENV)/.dev messages  ## every page, reader, width, scheme and language in a browser
	JLN_LOADS=all JLN_TEST=all $(BIN)/python -m pytest tests/browser/test_axe.py

seat-steps: $(VENV)/.dev messages  ## hand-overs in any order, ten thousand steps
	JLN_STEPS=10000 $(BIN)/python -m pytest tests/seats/test_machine.py

vote-steps: $(VENV)/.dev messages  ## votes in any order, ten thousand steps
	JLN_STEPS=10000 $(BIN)/python -m pytest tests/governance/test_vote_machine.py

member-steps: $(VENV)/.dev messages  ## ways to Full Membership in any order, ten thousand steps
	JLN_STEPS=10000 $(BIN)/python -m pytest tests/membership/test_machine.py

test: $(VENV)/.dev messages  ## the suite; make test D=library for one domain. Prints last what it did not run
	$(BIN)/python -m pytest $(if $(D),tests/$(D),-n 2 --dist loadfile)

costs: $(VENV)/.dev messages  ## measure what the quick runs leave out, and write tests/costs.txt
	JLN_COSTS=all $(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser and not kills"

test-postgres: $(VENV)/.dev messages  ## the suite on the database of JLN_DATABASE_URL
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser"

fix: $(VENV)/.dev  ## what a machine can repair
	$(BIN)/ruff check --fix -q src tests benchmarks; $(BIN)/ruff format -q src tests benchmarks

messages: $(VENV)/.run  ## the compiled catalogues, where a text is newer
	$(BIN)/python -m jln.catalogues compile

extract: $(VENV)/.run  ## bring the catalogues up to date with the words in the code
	$(BIN)/python -m jln.catalogues extract

migrations: $(VENV)/.run  ## after a change of models; one file until the first release
	$(BIN)/python manage.py makemigrations jln
	$(BIN)/python -m jln.loading.fold

docs: $(VENV)/.run messages  ## the reference pages, from the code
	$(BIN)/jln docs docs/reference

bench: $(VENV)/.dev messages  ## figures against a baseline of the same run
	$(BIN)/python -m benchmarks

screens: $(VENV)/.dev messages  ## every screen beside its drawing
	$(BIN)/python -m tests.browser.screens $(or $(OUT),var/screens) $(if $(DRAWN),--drawn $(DRAWN))

clean:  ## everything that can be made again, but not the data folder
	rm -rf $(VENV) .tools .mypy_cache .ruff_cache .import_linter_cache
