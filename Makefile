# One command for each job; the README's two need no make.
.PHONY: build-container-db build-container-redis build-container-server build-container-tmi build-containers build-containers-all \
	containers-secure-build containers-secure-dev \
	build dist test proofs bench format class-list clean scan-containers report-containers containers-security-scan containers-security-report

build: ## The program, in cli/target/plimsoll
	mvn -B -q -DskipTests -pl cli -am package

dist: ## What people install, in target/dist: with and without a Java runtime, SBOMs and checksums; the same bits each time
	scripts/dist.sh

test: ## Every check and the quick tests
	mvn -B verify

proofs: dist ## All real proofs and the short benchmarks: long; installs the parts they use
	.ci/parts --proofs
	PLIMSOLL_REQUIRE_REAL_PARTS=true mvn -B --fail-at-end verify -Dplimsoll.excludedGroups=
	bench/forms.sh --short
	bench/oracle.sh --short
	bench/table.sh --short
	RUNS=1 bench/build.sh
	RUNS=1 bench/patch.sh

bench: ## The images of the benchmark, and the whole table
	bench/table.sh

build-container-db: ## The PostgreSQL image, in containers/out/postgresql; needs no container engine
	./plimsoll build containers/postgresql.yaml

build-container-redis: ## The Redis image, in containers/out/redis
	./plimsoll build containers/redis.yaml

build-container-server: ## The server image, in containers/out/server
	./plimsoll build containers/server.yaml

build-container-tmi: build-container-server ## As build-container-server

build-containers: ## All three, one after the other
	./plimsoll build containers/postgresql.yaml containers/redis.yaml containers/server.yaml

containers-secure-build: ## All three anew from what the archive has now, whatever lock files say
	./plimsoll build --no-lock containers/postgresql.yaml containers/redis.yaml containers/server.yaml

build-containers-all: ## All three, verified, and reports about them in security-reports
	./plimsoll build --all

containers-secure-dev: ## Starts the three, hardened, by docker-compose.secure.yml; waits, prints ports, scans again and again
	scripts/containers-secure-dev.sh

scan-containers: ## What is known against the project's images, and what was not judged; passes whatever it is
	./plimsoll gate --no-fail

report-containers: ## The same as reports, in security-reports
	./plimsoll gate --no-fail -d security-reports

containers-security-scan: ## The gate: fails where the policy does (plimsoll.yaml, MAX_HIGH_CVES=... and so on)
	./plimsoll gate

containers-security-report: ## As report-containers
	./plimsoll gate --no-fail -d security-reports

format: ## Lays out the sources as the build demands
	mvn -B -q com.diffplug.spotless:spotless-maven-plugin:apply

class-list: ## The list of classes for the launcher's class archive, after a change of libraries; wants the Debian archive
	scripts/class-list.sh

clean:
	mvn -B -q clean
