#!/bin/sh
# Builds the project's images from signed packages, without a container engine: all of them with reports, or those that are named.
#
#   scripts/build-secure-containers.sh [postgresql|redis|server]...
#
# They lie in containers/out. Options of 'plimsoll build' may follow the names.
set -eu

top=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd -P)
cd "$top"

count=$#
specs=
while [ "$count" -gt 0 ]; do
  argument=$1
  shift
  count=$((count - 1))
  case $argument in
  postgresql | redis | server)
    set -- "$@" "containers/$argument.yaml"
    specs=yes
    ;;
  -*) set -- "$@" "$argument" ;;
  *)
    echo "build-secure-containers: there is no image '$argument'; there are postgresql, redis and server" >&2
    exit 1
    ;;
  esac
done
if [ -z "$specs" ]; then set -- --all "$@"; fi
exec ./plimsoll build "$@"
