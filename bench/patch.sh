#!/usr/bin/env bash
# Patching an image of the point release with servers and a GiB of content beside `docker build` with `apt-get upgrade` on the same image, in
# one run. Medians of RUNS (default 3). Wants root, dockerd, mmdebstrap, skopeo, and the archive for the containers of the build.
#
#   bench/patch.sh
set -euo pipefail
exec python3 "$(dirname "$0")/patch.py" "$@"
