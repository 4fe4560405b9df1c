# Container security, for a Makefile: include plimsoll.mk
# Each target is one plain command. Limits are in plimsoll.yaml; in the environment or on make's command line (make MAX_HIGH_CVES=5 …)
# they go before it.
PLIMSOLL ?= plimsoll
export IMAGES_TO_SCAN ?= my-app:latest

.PHONY: scan-containers report-containers containers-security-scan containers-security-report

scan-containers: ## What is known against the images, and what was not judged; passes whatever it is
	$(PLIMSOLL) gate --no-fail

report-containers: ## The same as reports, in security-reports
	$(PLIMSOLL) gate --no-fail --directory security-reports

containers-security-scan: ## The gate: fails where the policy does
	$(PLIMSOLL) gate

containers-security-report: report-containers
