# Every command of the project. `make run` and `make test` are all a newcomer needs.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help run test check fix bench fuzz docs lock messages setup setup-dev

help: ## Show the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

run: setup ## Serve the demo on http://127.0.0.1:8000
	@$(BIN)/fardplan demo
	@$(BIN)/fardplan serve

test: setup-dev ## Run every test that this machine can run, and say what it can't
	@$(BIN)/python -m tests.run

check: setup-dev ## Format, lint, types, import contracts, migrations, translations, docs
	@$(BIN)/python tools/check.py

fix: setup-dev ## Put right what a tool can put right
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	@find src -path '*/templates/*' -name '*.html' | xargs $(BIN)/djade --target-version 5.2 || true

bench: setup-dev ## Measure against a floor or a peer, in one run
	@$(BIN)/python -m bench.run --page docs/reference/benchmark.md

fuzz: setup-dev ## Feed each reader with damaged files for three minutes (wants atheris)
	@for reader in text html docx word-xml pdf; do $(BIN)/python tools/fuzz.py $$reader --seconds 180 || exit 1; done

docs: setup-dev ## Write the generated parts of the documentation
	@$(BIN)/python tools/make_docs.py

messages: setup-dev ## Find new texts for the message catalogues
	@$(BIN)/python tools/messages.py

lock: ## Pin the dependencies, seven days old at the youngest
	uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --exclude-newer "$$(date -d '7 days ago' +%F)" --custom-compile-command "make lock" -o requirements.lock
	uv pip compile -q pyproject.toml --extra dev -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --exclude-newer "$$(date -d '7 days ago' +%F)" --custom-compile-command "make lock" -o requirements-dev.lock

setup: .venv/installed
	@$(BIN)/fardplan build

setup-dev: .venv/installed-dev
	@$(BIN)/fardplan build

.venv/installed: requirements.lock pyproject.toml
	@echo "Skapar miljön i .venv (bara första gången) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Its lock holds all that requirements.lock does, so one installation is enough. Compiling
# by itself uses every core; pip would use one.
.venv/installed-dev: requirements.lock requirements-dev.lock pyproject.toml
	@echo "Installerar Färdplan och verktygen för test i .venv (bara första gången) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-compile --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q -j 0 .venv/lib >/dev/null || true
	@touch .venv/installed $@
