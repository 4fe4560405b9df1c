#!/usr/bin/env bash
# Plimsoll's wall and CPU seconds and peak MiB beside those of its peers, in one run, on the images of images.sh; peers that are
# not on the PATH are named and left out. Medians of RUNS (default 3) after one run that is not counted.
#
#   bench/table.sh [--short] [DIR] [NAME...]
#
# Also: the import of all advisories in PLIMSOLL_SHARED (default ../shared beside the checkout).
set -euo pipefail
bench=$(cd "$(dirname "$0")" && pwd)
"$bench/images.sh" "$@"
exec python3 "$bench/table.py" "$@"
