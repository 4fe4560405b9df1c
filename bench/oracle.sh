#!/usr/bin/env bash
# Scans images of images.sh with all advisories in the store, and has oracle.py, which knows nothing of our code, recompute every
# finding from the raw feeds. Ends with 1 if a difference has no explanation.
#
#   bench/oracle.sh [--short] [DIR] [NAME...]
#
# Needs PLIMSOLL_SHARED (default ../shared beside the checkout), and what oracle.py names.
set -euo pipefail
bench=$(cd "$(dirname "$0")" && pwd)
shared=${PLIMSOLL_SHARED:-$bench/../../shared}
names=(alpine alpine-old alpine-new deb-min app-java app-node app-py app-go deb-fat alma)
"$bench/images.sh" "$@" "${names[@]}"
short=
if [ "${1:-}" = --short ]; then short=-short; shift; fi
dir=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/plimsoll-bench}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
XDG_DATA_HOME=$scratch/data "$bench/../plimsoll" db update --quiet --from "$shared/advisories" >/dev/null
failed=0
for name in "${names[@]}"; do
  image=$dir/$name$short.tar
  [ -e "$image" ] || image=$dir/$name.tar
  echo "== $name"
  XDG_DATA_HOME=$scratch/data "$bench/../plimsoll" cves --no-live --quiet --format json -o "$scratch/report.json" "archive://$image"
  python3 "$bench/oracle.py" "$image" --advisories "$shared/advisories" --report "$scratch/report.json" || failed=1
done
exit "$failed"
