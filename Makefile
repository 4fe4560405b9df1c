# One command for each job; the README's two need no make.
.PHONY: build test proofs bench format clean

build: ## The program, in cli/target/plimsoll
	mvn -B -q -DskipTests -pl cli -am package

test: ## Every check and the quick tests
	mvn -B verify

proofs: ## All real proofs and the short benchmarks: long, wants the parts that .ci/run installs
	PLIMSOLL_REQUIRE_REAL_PARTS=true mvn -B verify -Dplimsoll.excludedGroups=
	bench/forms.sh --short
	bench/oracle.sh --short
	bench/table.sh --short

bench: ## The images of the benchmark, and the whole table
	bench/table.sh

format: ## Lays out the sources as the build demands
	mvn -B -q com.diffplug.spotless:spotless-maven-plugin:apply

clean:
	mvn -B -q clean
