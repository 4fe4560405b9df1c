#!/bin/sh
# Writes the list of classes of Java and of the libraries that commands load, for the launcher's class archive (docs/decisions.md). Wants
# the Debian archive. `make class-list`, when a library was changed or a command loads much that is not in the list.
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
list=$home/cli/src/main/resources/dev/plimsoll/cli/classes.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What the class archive has would be loaded from it; what Java itself starts with needs no list.
export PLIMSOLL_CLASS_ARCHIVE=none
# With nothing kept the first command fetches, inflates and keeps; the next ones read what was kept.
export XDG_CACHE_HOME="$work/cache" XDG_DATA_HOME="$work/data"
number=0
record() {
  number=$((number + 1))
  PLIMSOLL_JAVA_OPTIONS="-Xlog:class+load:file=$work/$number.log:none" "$home/plimsoll" "$@" --quiet >"$work/out" 2>&1 ||
    { code=$?; [ "$code" -eq 3 ] || { cat "$work/out" >&2; exit "$code"; }; }
}

record build --no-lock -o "oci-dir://$work/oci" "$home/containers/redis.yaml"
record build --no-lock -o "archive://$work/image.tar" "$home/containers/redis.yaml"
record verify "oci-dir://$work/oci"
record patch --dry-run "archive://$work/image.tar"
for format in sarif spdx cyclonedx html markdown; do
  case $format in
  spdx | cyclonedx) record sbom --format "$format" "oci-dir://$work/oci" ;;
  *) record cves --format "$format" "oci-dir://$work/oci" ;;
  esac
done

# A name, ' source: ' and where it came from. Ours are found in our jars; those that are made while the program runs can't be loaded by name.
sed -n 's/^\([^ ]*\) source: \(jrt:\|file:\).*/\1/p' "$work"/*.log | grep -v '^dev\.plimsoll\.\|[/+]0x' | LC_ALL=C sort -u >"$list"
printf '%s: %s classes\n' "$list" "$(wc -l <"$list")"
