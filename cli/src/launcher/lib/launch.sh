# Starts the program whose jars lie in $lib; for the checkout's launcher and the distribution's, which read this file. It builds nothing.
# A Java runtime in $home/runtime goes first, else the newest Java 17+ is taken. PLIMSOLL_JAVA_OPTIONS adds options for the JVM.
# shellcheck shell=sh disable=SC2154

# What the JVM says about its class archive is of no use to anybody here, and would stand in reports.
# Young objects have 40 MiB, where the JVM would let a third of a sixty-fourth of the machine's memory fill up before it collects any; half
# of it is for those that stay a while, as the serial collector never looks again at what it took for old before the heap is full.
jvm_flags="-Xlog:disable -XX:+UseSerialGC -Xmn40m -XX:SurvivorRatio=2 -Xss4m -XX:-UsePerfData"

say() { printf 'plimsoll: %s\n' "$*" >&2; }

# Sets cache to the user's own, or leaves it empty where neither HOME nor XDG_CACHE_HOME tells which that is.
find_cache() {
  cache=${XDG_CACHE_HOME:-}
  case $cache in /*) ;; *) cache=${HOME:+$HOME/.cache} ;; esac
  cache=${cache:+$cache/plimsoll}
}

# The version of a Java home, as a number that can be compared, or 0.
java_version() {
  number=0
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r line; do
    case $line in JAVA_VERSION=*)
      line=${line#*\"}
      line=${line%%\"*}
      number=${line%%[!0-9]*}
      ;;
    esac
  done <"$1/release"
}

# Sets java_home to the newest one; with an argument, only to one that has that program too.
# shellcheck disable=SC2120
find_java() {
  java_home=$home/runtime
  java_version "$java_home"
  newest=$number
  if [ "$newest" -ge 17 ] && [ -z "${1:-}" ]; then return 0; fi
  java_home=
  newest=0
  path_java=$(command -v java || :)
  if [ -L "$path_java" ]; then path_java=$(readlink -f "$path_java"); fi
  for candidate in "${JAVA_HOME:-}" "${path_java%/bin/java}" /usr/lib/jvm/* /opt/java/* "${HOME:-}"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    java_version "$candidate"
    if [ "$number" -gt "$newest" ] && { [ -z "${1:-}" ] || [ -x "$candidate/bin/$1" ]; }; then
      newest=$number
      java_home=$candidate
    fi
  done
  if [ "$newest" -lt 17 ]; then
    say "no Java 17 or newer${1:+ with $1} was found; install one (on Debian: apt-get install ${1:+default-jdk maven}${1:-default-jre-headless}) or set JAVA_HOME"
    exit 1
  fi
}

# What a Docker CLI plugin must answer before Docker calls it by its name.
docker_metadata() {
  version=
  if [ -r "$lib/version" ]; then IFS= read -r version <"$lib/version" || :; fi
  printf '{"SchemaVersion":"0.1.0","Vendor":"The Plimsoll project","Version":"%s",' "$version"
  printf '"ShortDescription":"What is inside images, known against them, and not judged"}\n'
}

# Docker hands over its own global options, then the word 'plimsoll', then what is meant for us.
is_docker_option_with_value() {
  case $1 in -c | -H | -l | --config | --context | --host | --log-level | --tlscacert | --tlscert | --tlskey) return 0 ;; esac
  return 1
}

# The classes of a training run are kept, ready to map, one archive for each build and Java: from Java 25 on with profiles, by which it
# compiles sooner (an AOT cache, JEP 514), before that for class-data sharing. Beside the jars if whoever makes it may write there, so that
# everybody has it; else, and in a checkout, in the user's cache. PLIMSOLL_CLASS_ARCHIVE=none does without.
find_class_archive() {
  archive=
  [ -r "$lib/build-id" ] && [ "${PLIMSOLL_CLASS_ARCHIVE:-}" != none ] || return 0
  IFS= read -r id <"$lib/build-id" || :
  name=classes-$id-$newest
  places=$cache
  if [ -e "$lib/distribution" ]; then
    if is_fresh "$lib/$name.jsa"; then archive=$lib/$name.jsa; return 0; fi
    if [ -w "$lib" ]; then places=$lib; fi
  fi
  [ -n "$places" ] || return 0
  archive=$places/$name.jsa
  if [ "$newest" -ge 25 ]; then archive=$places/$name.aot; fi
  ! is_fresh "$archive" || return 0
  if mkdir -p "$places" 2>/dev/null; then make_class_archive; fi
  is_fresh "$archive" || archive=
}

# An archive is of no use once the jars have other times than it was made for: copied in place of unpacked.
is_fresh() { [ -e "$1" ] && ! [ "$lib/plimsoll.jar" -nt "$1" ]; }

make_class_archive() {
  part=$archive.$$
  flag=-XX:ArchiveClassesAtExit
  case $archive in *.aot) flag=-XX:AOTCacheOutput ;; esac
  # shellcheck disable=SC2086
  "$java_home/bin/java" $jvm_flags "$flag=$part" -Dplimsoll.terminals= -cp "$lib/plimsoll.jar" \
    dev.plimsoll.cli.ClassTraining cves --offline --quiet --output "$part.out" "fs://$lib" >/dev/null 2>&1 || :
  if [ -e "$part" ]; then
    rm -f "$places"/classes-*.jsa "$places"/classes-*.aot
    mv -f "$part" "$archive"
  fi
  rm -f "$part.out" "$part.config"
}

# Never returns.
start() {
  case ${1:-} in docker-cli-plugin-metadata)
    docker_metadata
    exit 0
    ;;
  esac
  case ${0##*/} in docker-*)
    while [ $# -gt 0 ] && [ "$1" != plimsoll ]; do
      case $1 in
      -H | --host) export DOCKER_HOST="${2:-}" ;;
      --host=*) export DOCKER_HOST="${1#*=}" ;;
      -c | --context) export DOCKER_CONTEXT="${2:-}" ;;
      --context=*) export DOCKER_CONTEXT="${1#*=}" ;;
      --config) export DOCKER_CONFIG="${2:-}" ;;
      --config=*) export DOCKER_CONFIG="${1#*=}" ;;
      esac
      if [ $# -gt 1 ] && is_docker_option_with_value "$1"; then shift; fi
      shift
    done
    if [ $# -gt 0 ]; then shift; fi
    ;;
  esac
  # shellcheck disable=SC2119
  find_java
  terminals=
  if [ -t 1 ]; then terminals=out; fi
  if [ -t 2 ]; then terminals=$terminals,err; fi
  # Native libraries, unpacked by the build; they are not for musl.
  machine=$(uname -m)
  native=$lib/native/org/sqlite/native/Linux/$machine
  if [ "$machine" = x86_64 ]; then machine=amd64; fi
  zstd=
  for library in "$lib/native/linux/$machine"/libzstd-jni*.so; do zstd=$library; done
  if [ -e "$native/libsqlitejdbc.so" ] && [ -e "$zstd" ] && [ ! -e /etc/alpine-release ]; then
    set -- -DZstdNativePath="$zstd" -Dorg.sqlite.lib.path="$native" -Dorg.sqlite.lib.name=libsqlitejdbc.so -Dplimsoll.terminals="$terminals" \
      -jar "$lib/plimsoll.jar" "$@"
  else
    set -- -Dplimsoll.terminals="$terminals" -jar "$lib/plimsoll.jar" "$@"
  fi
  if [ -n "${TMPDIR:-}" ]; then set -- -Djava.io.tmpdir="$TMPDIR" "$@"; fi
  find_class_archive
  case $archive in
  *.aot) set -- -XX:AOTCache="$archive" "$@" ;;
  *.jsa) set -- -XX:SharedArchiveFile="$archive" "$@" ;;
  esac
  # The C library would have a heap for each thread, and keep what the compiler's threads gave back.
  export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
  # shellcheck disable=SC2086
  exec "$java_home/bin/java" $jvm_flags ${PLIMSOLL_JAVA_OPTIONS:-} "$@"
}
