#!/bin/sh
# Builds a Dockerfile by the container engine, scans the image by the policy, and verifies it: in one.
#
#   scripts/security/secure_container_build.sh [-f DOCKERFILE] [-t NAME] [--no-cache] [--pull] [--run] [DIR]
#
#   -f DOCKERFILE  default: Dockerfile in DIR      --no-cache  do every step anew
#   -t NAME        default: DIR's name, ':secure'  --pull      look for a newer base
#   DIR            default: the working directory  --run       also start it, hardened
#
# The policy is plimsoll.yaml and the variables of 'plimsoll gate'; reports go to ARTIFACT_DIR (./security-artifacts).
# Exit code: 0 built and passed, 1 could not run, 2 fail, 3 not judged; of several the first of 1, 2, 3.
set -eu

usage() {
  echo "usage: secure_container_build.sh [-f DOCKERFILE] [-t NAME] [--no-cache] [--pull] [--run] [DIR]" >&2
  exit 1
}

dockerfile=
name=
directory=
options=
run=
while [ $# -gt 0 ]; do
  case $1 in
  -f | -t)
    if [ $# -lt 2 ]; then usage; fi
    if [ "$1" = -f ]; then dockerfile=$2; else name=$2; fi
    shift
    ;;
  --no-cache | --pull) options="$options $1" ;;
  --run) run=--run ;;
  -*) usage ;;
  *)
    if [ -n "$directory" ]; then usage; fi
    directory=$1
    ;;
  esac
  shift
done
directory=${directory:-.}
if [ ! -d "$directory" ]; then
  echo "secure_container_build: $directory is no directory" >&2
  exit 1
fi
dockerfile=${dockerfile:-$directory/Dockerfile}
if [ -z "$name" ]; then
  base=$(basename "$(CDPATH='' cd -- "$directory" && pwd -P)" | tr '[:upper:]' '[:lower:]' | tr -c '[:alnum:]\n' '-' | sed 's/^-*//; s/-*$//')
  name=${base:-image}:secure
fi

self=$0
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in /*) self=$target ;; *) self=$(dirname "$self")/$target ;; esac
done
top=$(CDPATH='' cd -- "$(dirname "$self")/../.." && pwd -P)
if [ -x "$top/plimsoll" ]; then
  plimsoll=$top/plimsoll
elif command -v plimsoll >/dev/null 2>&1; then
  plimsoll=plimsoll
else
  echo "secure_container_build: plimsoll is neither in $top nor in PATH ($PATH)" >&2
  exit 1
fi

worst=0
worse() {
  case "$worst$1" in
  *1*) worst=1 ;;
  *2*) worst=2 ;;
  *3*) worst=3 ;;
  00) ;;
  *) worst=1 ;;
  esac
}

# shellcheck disable=SC2086 # the options are none or words of this script's own
"$plimsoll" build --engine docker -f "$dockerfile" -t "$name" $options "$directory" || exit 1
"$plimsoll" gate "local://$name" || worse $?
echo
"$plimsoll" verify $run "local://$name" || worse $?
exit "$worst"
