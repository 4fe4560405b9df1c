#!/bin/sh
# Installs one version of Plimsoll into a directory, and nothing that is not that version bit by bit.
# usage: PLIMSOLL_URL=… PLIMSOLL_SHA256=… ci/install-plimsoll.sh DIRECTORY
set -eu

directory=${1:?usage: ci/install-plimsoll.sh DIRECTORY}
case ${PLIMSOLL_URL:-} in '' | https://example.org/*)
  echo "install-plimsoll: set PLIMSOLL_URL to where your distribution of Plimsoll lies ('make dist' makes one)" >&2
  exit 1
  ;;
esac
case ${PLIMSOLL_SHA256:-} in *[!0-9a-f]* | '' | 0000*)
  echo "install-plimsoll: set PLIMSOLL_SHA256 to its checksum, as SHA256SUMS beside it says" >&2
  exit 1
  ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
curl --fail --silent --show-error --location --retry 3 --output "$work/plimsoll.tar.gz" "$PLIMSOLL_URL"
if ! printf '%s  %s\n' "$PLIMSOLL_SHA256" "$work/plimsoll.tar.gz" | sha256sum --check --status -; then
  echo "install-plimsoll: $PLIMSOLL_URL is not what PLIMSOLL_SHA256 says; nothing was installed. Got:" >&2
  sha256sum "$work/plimsoll.tar.gz" >&2
  exit 1
fi
mkdir -p "$directory"
tar -xzf "$work/plimsoll.tar.gz" -C "$directory" --strip-components=1
"$directory/bin/plimsoll" version
