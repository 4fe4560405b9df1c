#!/usr/bin/env bash
# Building containers/redis.yaml beside `mmdebstrap --variant=custom` with the same packages, in one run: with empty caches, where each
# downloads what it needs, and with warm ones. Medians of RUNS (default 3). Wants root and mmdebstrap.
#
#   bench/build.sh
set -euo pipefail
exec python3 "$(dirname "$0")/build.py" "$@"
