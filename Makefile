# The front door. Each target is one small script in scripts/, which says what it does.
.DEFAULT_GOAL := help
.PHONY: help run test dev build chaos cluster roll release coverage mutants fuzz autobahn deny sbom

help: ## Show this list
	@sed -n 's/^\([a-z]*\): ## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name what; do \
	  printf '  make %-8s %s\n' "$$name" "$$what"; done

run: ## Install what is missing, build the release, serve it at http://127.0.0.1:3000
	@scripts/run

test: ## Run everything: formatting, lints, unit, integration and browser tests
	@scripts/test

dev: ## Rebuild and reload on every change (cargo leptos watch)
	@scripts/dev

cluster: ## A laptop's production: two instances, HAProxy and a Redis Cluster on loopback, until Ctrl-C
	@scripts/cluster

roll: ## Start the instances of make cluster anew, one after another
	@scripts/roll

chaos: ## Break instances, networks and Redis under load: SEED=1 DURATION=600 MATCHES=100000
	@scripts/chaos

release: ## Build the release's archive, with checksums and a bill of materials, and try it
	@scripts/release

build: ## Build the release: target/release/live-loop and target/site
	@scripts/setup/build && scripts/build

coverage: ## Say which lines the unit and integration tests run; fail under 90 % of them
	@scripts/coverage

mutants: ## Break the code on purpose, and say where no test notices: SHARD=3/20
	@scripts/mutants

fuzz: ## Throw anything at what reads frames, descriptions, candidates and pictures: MINUTES=30 TARGETS="sdp candidate"
	@scripts/fuzz

autobahn: ## Hold the socket against RFC 6455 (Autobahn's suite of tests)
	@scripts/autobahn

deny: ## Check licences, sources and versions of all that comes into the build
	@scripts/setup/tests && scripts/deny

sbom: ## Write down what the release is made of: target/sbom.json
	@scripts/sbom
