# Every habit is one word. `make run` and `make test` do all the set-up themselves.
PY    ?= python3
UV    := .tools/bin/uv
VENV  := .venv
BIN   := $(VENV)/bin
UV_VERSION := 0.13.9
export PYTHONPATH := src
export PYTHONDONTWRITEBYTECODE :=

.DELETE_ON_ERROR:
.PHONY: run test check fix lock migrations clean

$(UV):
	$(PY) -m pip install -q --target .tools --no-deps "uv==$(UV_VERSION)"

$(VENV)/.run: requirements/run.txt pyproject.toml | $(UV)
	test -d $(VENV) || $(UV) venv -q --python $(PY) $(VENV)
	$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements/run.txt
	$(UV) pip install -q --python $(BIN)/python --no-deps -e .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements/dev.txt
	touch $@

run: $(VENV)/.run  ## the whole network on http://127.0.0.1:8000
	$(BIN)/jln serve

lock: | $(UV)  ## after a change of dependencies
	$(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements/run.txt
	$(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt
