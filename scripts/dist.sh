#!/bin/sh
# Makes the distribution in target/dist: a tar.gz that wants a Java 17+ on the machine, one that brings its own Java runtime, an SBOM of
# each, and their checksums. The same commit, JDK and Maven give the same bits: names are sorted, times are the commit's
# (SOURCE_DATE_EPOCH, if set), and no owner is recorded. Wants GNU tar.
#
# usage: scripts/dist.sh [--no-build] [--no-runtime] [DIRECTORY]
set -eu
umask 022
export LC_ALL=C

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
lib=$home/cli/target/plimsoll
# shellcheck disable=SC1091,SC2154
. "$home/cli/src/launcher/lib/launch.sh"

# What the program uses of the JDK: jdeps names java.desktop too, for a part of Jackson that is not reached.
modules=java.base,java.logging,java.naming,java.net.http,java.sql,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.unsupported

build=yes
runtime=yes
while [ $# -gt 0 ]; do
  case $1 in
  --no-build) build= ;;
  --no-runtime) runtime= ;;
  -*) say "unknown option $1; usage: scripts/dist.sh [--no-build] [--no-runtime] [DIRECTORY]"; exit 1 ;;
  *) break ;;
  esac
  shift
done
out=${1:-$home/target/dist}

find_java jlink
# shellcheck disable=SC2154
export JAVA_HOME="$java_home"
if [ -n "$build" ]; then
  (cd "$home" && mvn -B -q -DskipChecks -Dmaven.test.skip=true -pl cli -am package)
fi
IFS= read -r version <"$lib/version"
commit=$(git -C "$home" describe --always --abbrev=40 --exclude='*' --dirty 2>/dev/null || printf unknown)
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
  SOURCE_DATE_EPOCH=$(git -C "$home" log -1 --format=%ct 2>/dev/null) || {
    say "this is no git checkout; set SOURCE_DATE_EPOCH to the seconds since 1970 that all files are to carry"
    exit 1
  }
fi
export SOURCE_DATE_EPOCH

mkdir -p "$out"
work=$(mktemp -d "$out/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
# What this user has in store and cache has no say: it is not the same elsewhere.
export XDG_CACHE_HOME="$work/cache" XDG_DATA_HOME="$work/data"

# The program and what belongs to it, in $work/NAME. The folder's name is in no file: both variants share their bits.
assemble() {
  name=$1
  top=$work/$name
  mkdir -p "$top/bin" "$top/lib" "$top/share"
  cp "$home/cli/src/launcher/bin/plimsoll" "$top/bin/"
  cp "$home/cli/src/launcher/lib/launch.sh" "$top/lib/"
  cp "$lib"/*.jar "$lib/version" "$top/lib/"
  cp -r "$lib/native" "$top/lib/"
  cp "$home/LICENSE" "$home/CHANGELOG.md" "$home/README.md" "$top/"
  cp -r "$home/docs" "$top/docs"
  cp -r "$home/examples" "$top/share/examples"
  printf '%s\n' "$commit" >"$top/lib/distribution"
  # The name of the class archive: another program must never map it.
  (cd "$top/lib" && cat ./*.jar) | sha256sum | cut -c 1-16 >"$top/lib/build-id"
  find "$top" -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +
  chmod 755 "$top/bin/plimsoll"
}

# The runtime, with an archive of the classes that commands need, the JDK's and the program's. It comes out the same each time: the list of
# classes is sorted, the jars' paths and times are always the same, and no compiler is at work, which would load and link when it gets
# to it. Java looks for the jars beside the archive, wherever that is unpacked (since 19). Where it does not, or the jars get other times,
# the launcher makes one, on the archive of the JDK's own classes, which jlink does not make.
add_runtime() {
  jlink --add-modules "$modules" --output "$work/$name/runtime" --no-header-files --no-man-pages --strip-java-debug-attributes
  "$work/$name/runtime/bin/java" -Xshare:dump -XX:+UseSerialGC -Xlog:disable -Xlog:all=error:stderr
  same_times
  java_version "$work/$name/runtime"
  # shellcheck disable=SC2154
  archive=lib/classes-$(cat "$work/$name/lib/build-id")-$number.jsa
  (
    cd "$work/$name"
    # shellcheck disable=SC2086,SC2154
    run() { runtime/bin/java $jvm_flags -Xint "$@"; }
    run -XX:DumpLoadedClassList="$work/loaded" -Dplimsoll.terminals= -cp lib/plimsoll.jar \
      dev.plimsoll.cli.ClassTraining cves --offline --quiet --output "$work/scan" "fs://$work/$name/lib"
    sed -e '/^#/d; /^@cp/d; / source: /d; s/ id: [0-9]*$//' "$work/loaded" | sort -u >"$work/classes"
    # Java's own thread for references may link a call meanwhile, once in many runs: what three runs agree on is taken.
    agreed=0
    dumps=0
    while [ "$agreed" -lt 3 ] && [ "$dumps" -lt 9 ]; do
      dumps=$((dumps + 1))
      run -Xshare:dump -XX:SharedClassListFile="$work/classes" -XX:SharedArchiveFile="$archive" -jar lib/plimsoll.jar >/dev/null
      sum=$(sha256sum "$archive" | cut -c 1-64)
      echo "$sum" >>"$work/dumped"
      agreed=$(grep -c "$sum" "$work/dumped")
    done
    if [ "$agreed" -lt 3 ]; then rm -f "$archive"; fi
  )
  mv "$work/$name" "$work/elsewhere"
  # shellcheck disable=SC2086
  if ! "$work/elsewhere/runtime/bin/java" $jvm_flags -Xshare:on -XX:SharedArchiveFile="$work/elsewhere/$archive" \
    -jar "$work/elsewhere/lib/plimsoll.jar" version >/dev/null 2>&1; then
    say "this JDK's class archives are bound to one place, or differ each time; the first start makes one"
    rm -f "$work/elsewhere/$archive"
  fi
  mv "$work/elsewhere" "$work/$name"
}

same_times() { find "$work/$name" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; }

# By the distribution's own launcher, so that what can't start is never packed. Jars that state no coordinate are proved by the checksums of
# the Maven repository.
add_sbom() {
  same_times
  (
    cd "$work"
    export PLIMSOLL_CLASS_ARCHIVE=none
    "$name/bin/plimsoll" sbom --quiet --format cyclonedx --output "$name.cdx.json" "fs://$name"
  )
  if grep -o '"file:lib/[^"]*"' "$work/$name.cdx.json" >&2; then
    say "the SBOM can't name these jars; is the Maven repository reachable?"
    exit 1
  fi
  cp "$work/$name.cdx.json" "$work/$name/plimsoll.cdx.json"
}

pack() {
  same_times
  tar -C "$work" --sort=name --format=ustar --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf "$work/$name.tar" "$name"
  gzip -n -9 "$work/$name.tar"
}

names=plimsoll-$version
assemble "plimsoll-$version"
add_sbom
pack
if [ -n "$runtime" ]; then
  names="$names plimsoll-$version-linux-$(uname -m)"
  assemble "plimsoll-$version-linux-$(uname -m)"
  PATH=$java_home/bin:$PATH
  add_runtime
  add_sbom
  pack
fi
for name in $names; do
  mv -f "$work/$name.tar.gz" "$work/$name.cdx.json" "$out/"
done
(
  cd "$out"
  for name in $names; do sha256sum "$name.cdx.json" "$name.tar.gz"; done
) >"$work/SHA256SUMS"
mv -f "$work/SHA256SUMS" "$out/SHA256SUMS"
cat "$out/SHA256SUMS"
