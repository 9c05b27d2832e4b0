# make demo · tour · test · test-fast · coverage · faults · faults-all · mutants · check · audit · sbom · bench · newcomer ·
# pictures: each from a bare clone.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
WORKERS ?= auto
PORT   ?= 8042

.PHONY: demo tour test test-fast coverage faults faults-all mutants check audit sbom bench newcomer pictures environment lock clean

demo: $(READY)            ## the bot and a Slack in a box, in your browser
	$(BIN)/rung demo --port $(PORT)

tour: $(READY)            ## the main story, headless, as text
	$(BIN)/rung demo --tour

test: $(READY)            ## everything, on SQLite and PostgreSQL, and in a browser where there is one
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

test-fast: $(READY)       ## on SQLite alone, without a browser
	$(BIN)/pytest -n $(WORKERS) -m "not postgresql and not browser" --dist worksteal

coverage: $(READY)        ## branches that no test takes, on SQLite; fails under 95 % of handlers/ or bot/
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n $(WORKERS) -m "not postgresql and not browser" --dist worksteal
	$(BIN)/coverage combine --quiet
	$(BIN)/python -m tests.tools.branches

faults: $(READY)          ## prove what is promised about delivery (LISTS="1 2": some of it); writes docs/reliability.md
	$(BIN)/python -m tests.faults $(LISTS)

faults-all: $(READY)      ## every story with each fault of Slack's, one after the other
	$(BIN)/python -m tests.faults --all-stories

mutants: $(READY)         ## change what decides about people, a bit at a time: the tests have to notice (WHICH="roles": some of it)
	$(BIN)/python -m tests.mutants $(WHICH)

check: $(READY)           ## format, lint, contracts, types, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/python -m tests.tools.migrations_in_step

audit: $(READY)           ## known faults of what is shipped; fails where the service that knows them can't be reached
	$(BIN)/pip-audit --require-hashes --disable-pip --strict --progress-spinner off -r requirements/run.txt

sbom: $(READY)            ## what is shipped, with hashes, as CycloneDX: sbom.json
	$(BIN)/cyclonedx-py requirements requirements/run.txt --pyproject pyproject.toml \
		--output-reproducible --output-format JSON --output-file sbom.json

bench: $(READY)           ## ratios and waits in one run; writes benchmarks/results.json
	$(BIN)/python -m benchmarks

pictures: $(READY)        ## take docs/images/ again, from a fresh demo, in Debian's chromium
	$(BIN)/python -m tests.tools.pictures

newcomer: $(READY)        ## the minutes from a clone to the first yes
	$(BIN)/python -m benchmarks.newcomer

environment: $(READY)     ## .venv, with everything in it

lock: $(READY)            ## pin every dependency by hash
	UV="$$(command -v uv || echo .tools/bin/uv)"; \
	"$$UV" pip compile --universal --generate-hashes --no-header -q pyproject.toml -o requirements/run.txt && \
	"$$UV" pip compile --universal --generate-hashes --no-header -q --group build -o requirements/build.txt && \
	"$$UV" pip compile --universal --generate-hashes --no-header -q pyproject.toml --group dev -o requirements/dev.txt

$(READY): requirements/dev.txt pyproject.toml
	@command -v uv >/dev/null 2>&1 || test -x .tools/bin/uv || \
		{ $(PYTHON) -m venv .tools && .tools/bin/pip install --quiet uv; }
	UV="$$(command -v uv || echo .tools/bin/uv)"; \
	{ test -d $(VENV) || "$$UV" venv --quiet --python $(PYTHON) $(VENV); } && \
	"$$UV" pip sync --quiet --compile-bytecode --require-hashes --python $(BIN)/python requirements/dev.txt && \
	"$$UV" pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .
	@touch $(READY)

clean:
	rm -rf $(VENV) .tools
