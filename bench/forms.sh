#!/usr/bin/env bash
# Scans the images of images.sh in every form (archive, OCI with gzip and zstd layers, registry, engine, directory, both SBOMs) and
# checks that each gives the same packages, coverage and findings as the archive.
#
#   bench/forms.sh [--short] [DIR] [NAME...]
#
# Needs docker-registry, dockerd and skopeo, and PLIMSOLL_SHARED (default ../shared beside the checkout) for the advisories.
set -euo pipefail
bench=$(cd "$(dirname "$0")" && pwd)
"$bench/images.sh" "$@"
exec python3 "$bench/forms.py" "$@"
