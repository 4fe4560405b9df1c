#!/bin/sh
# The gate for CI and cron: works from any directory, in an empty environment. Arguments go to 'plimsoll gate'.
#
#   MAX_CRITICAL_CVES  most critical findings (0)         FAIL_ON_CRITICAL  whether more fail (true)
#   MAX_HIGH_CVES      most high findings (3)             FAIL_ON_HIGH      whether more fail (false: they warn)
#   MAX_MEDIUM_CVES    most medium findings (10)          MAX_FEED_AGE      most days since a source was confirmed (7)
#   IMAGES_TO_SCAN     images, split on blanks            ARTIFACT_DIR      where the reports go (./security-artifacts)
#
# Exit code: 0 pass or warn, 1 could not run, 2 fail, 3 unjudged. 'plimsoll gate --help' says more, docs/policy.md all.
set -eu

# What is not set is the program's: plimsoll.yaml may say it. cron gives a short PATH and no home.
PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
export PATH
if [ -z "${HOME:-}" ]; then
  eval "home=~$(id -un)" # the account's own, from where the system keeps it
  # shellcheck disable=SC2154
  if [ -d "$home" ]; then
    HOME=$home
    export HOME
  fi
fi

self=$0
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in /*) self=$target ;; *) self=$(dirname "$self")/$target ;; esac
done
top=$(CDPATH='' cd -- "$(dirname "$self")/.." && pwd -P)

if [ -x "$top/plimsoll" ]; then
  exec "$top/plimsoll" gate "$@"
fi
if command -v plimsoll >/dev/null 2>&1; then
  exec plimsoll gate "$@"
fi
echo "ci-security-scan: plimsoll is neither in $top nor in PATH ($PATH)" >&2
exit 1
