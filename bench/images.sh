#!/usr/bin/env bash
# Makes the images of the benchmarks and of the oracle: each as a docker-archive (NAME.tar) and as OCI layouts with gzip
# (NAME.oci) and zstd (NAME.oci-zstd) layers.
#
#   bench/images.sh [--short] [DIR] [NAME...]
#
# DIR is $XDG_CACHE_HOME/plimsoll-bench unless given; what is there already is kept. NAMEs: deb-min deb-fat app-java app-go
# app-node app-py big alpine alpine-old alpine-new alma (all but the Alpine ones, which need the shared fixture, unless named). --short
# makes the same images with fewer packages. Needs root, mmdebstrap, mvn, npm, pip, go, rpmbuild, jq, skopeo; no container engine.
# Settings: PLIMSOLL_DEBIAN_MIRROR (default http://deb.debian.org/debian), PLIMSOLL_SHARED (default ../shared beside the checkout).
set -euo pipefail
bench=$(cd "$(dirname "$0")" && pwd)
mirror=${PLIMSOLL_DEBIAN_MIRROR:-http://deb.debian.org/debian}
shared=${PLIMSOLL_SHARED:-$bench/../../shared}
short=""
if [ "${1:-}" = --short ]; then short=-short; shift; fi
known=" deb-min deb-fat app-java app-go app-node app-py big alpine alpine-old alpine-new alma "
dir=${XDG_CACHE_HOME:-$HOME/.cache}/plimsoll-bench
case "$known" in *" ${1:-} "*) ;; *) [ $# -eq 0 ] || { dir=$1; shift; } ;; esac
export SOURCE_DATE_EPOCH=1700000000
umask 022
layers=$dir/layers
mkdir -p "$layers"
dir=$(cd "$dir" && pwd); layers=$dir/layers
scratch=$(mktemp -d "$dir/work.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

say() { echo "images.sh: $*" >&2; }
mkimage() { python3 "$bench/mkimage.py" "$@"; }
recipe() { # the short form of a recipe file, if it has one and it is asked for
  if [ -n "$short" ] && [ -e "$bench/recipes/$1$short" ]; then echo "$bench/recipes/$1$short"; else echo "$bench/recipes/$1"; fi
}
list() { grep -v '^#' "$(recipe "$1")"; }

base_layer() { # minbase bookworm of the release suite alone: real packages with known, fixable flaws
  if [ ! -e "$layers/minbase.tar" ]; then
    say "minbase from $mirror"
    mmdebstrap --quiet --variant=minbase bookworm "$scratch/minbase.tar" "$mirror"
    mv "$scratch/minbase.tar" "$layers/minbase.tar"
  fi
}

fat_layers() { # one layer per line of the recipe, as a Dockerfile of RUN apt-get lines makes them
  local count hooks=() n=1 options=--install-recommends # mmdebstrap turns them off
  [ -z "$short" ] || options=--no-install-recommends
  count=$(list deb-fat | wc -l)
  [ -e "$layers/fat$short-$count.tar" ] && return
  hooks+=("--customize-hook=python3 '$bench/mkimage.py' diff \"\$1\" '$scratch/fat.json' '$scratch/fat$short-0.tar'")
  while read -r packages; do
    hooks+=("--customize-hook=printf '#!/bin/sh\nexit 101\n' >\"\$1/usr/sbin/policy-rc.d\"; chmod 755 \"\$1/usr/sbin/policy-rc.d\"")
    hooks+=("--customize-hook=DEBIAN_FRONTEND=noninteractive chroot \"\$1\" apt-get -qq install -y $options $packages >&2")
    hooks+=("--customize-hook=python3 '$bench/mkimage.py' diff \"\$1\" '$scratch/fat.json' '$scratch/fat$short-$n.tar'")
    n=$((n + 1))
  done < <(list deb-fat)
  say "deb-fat from $mirror"
  mmdebstrap --quiet --variant=minbase --skip=cleanup/apt "${hooks[@]}" bookworm "$scratch/fat" "$mirror"
  rm -rf "$scratch/fat"
  mv "$scratch/fat$short-"*.tar "$layers/"
}

java_layer() {
  [ -e "$layers/java$short.tar" ] && return
  say "jars from Maven Central"
  mkdir -p "$scratch/java/opt/lib" "$scratch/boot"
  mvn -q -B -f "$(recipe app-java.xml)" -DoutputDirectory="$scratch/java/opt/lib" \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies
  # The Boot jar holds every third of them, so that most jars are seen once and some twice.
  local n=0
  for jar in "$scratch"/java/opt/lib/*.jar; do
    n=$((n + 1)); [ $((n % 3)) -ne 0 ] || cp "$jar" "$scratch/boot/"
  done
  mkimage bootjar "$scratch/java/opt/app.jar" "$scratch/boot"
  mkimage tree "$scratch/java" "" "$scratch/java.tar"
  mv "$scratch/java.tar" "$layers/java$short.tar"
}

go_layer() {
  [ -e "$layers/go$short.tar" ] && return
  say "Go modules"
  mkdir -p "$scratch/go/usr/local/bin"
  local name
  for source in "$(recipe app-go)"/*/; do
    name=$(basename "$source")
    cp -r "$source" "$scratch/go-$name"
    (cd "$scratch/go-$name" && go mod tidy -e >/dev/null 2>&1 && CGO_ENABLED=0 go build -trimpath -o "$scratch/go/usr/local/bin/$name" .)
  done
  mkimage tree "$scratch/go" "" "$scratch/go.tar"
  mv "$scratch/go.tar" "$layers/go$short.tar"
}

node_layer() {
  [ -e "$layers/node$short.tar" ] && return
  say "npm packages"
  mkdir -p "$scratch/node/app"
  cp "$(recipe app-node.json)" "$scratch/node/app/package.json"
  cp "$(recipe app-node.lock.json)" "$scratch/node/app/package-lock.json"
  (cd "$scratch/node/app" && npm ci --silent --ignore-scripts --no-audit --no-fund --legacy-peer-deps)
  mkimage tree "$scratch/node" "" "$scratch/node.tar"
  mv "$scratch/node.tar" "$layers/node$short.tar"
}

py_layer() {
  [ -e "$layers/py$short.tar" ] && return
  say "Python distributions"
  local site=$scratch/py/app/venv/lib/python3.11/site-packages pip="python3 -m pip --quiet --disable-pip-version-check"
  mkdir -p "$site"
  # All versions are exact, and old ones would not be chosen by a resolver; so none is asked.
  $pip install --no-deps --no-compile --only-binary=:all: --python-version 3.11 --root-user-action=ignore --target "$site" \
    -r "$(recipe app-py.txt)"
  printf 'home = /usr/bin\nversion = 3.11.2\n' >"$scratch/py/app/venv/pyvenv.cfg"
  mkimage tree "$scratch/py" "" "$scratch/py.tar"
  mv "$scratch/py.tar" "$layers/py$short.tar"
}

big_layer() { # much of everything in one layer, and bytes that no compressor can shrink
  [ -e "$layers/big$short.tar" ] && return
  java_layer; node_layer
  mkdir -p "$scratch/big/srv/blobs"
  tar -C "$scratch/big/srv" -xf "$layers/node$short.tar"
  tar -C "$scratch/big/srv" -xf "$layers/java$short.tar"
  local blobs=96; [ -z "$short" ] || blobs=4
  python3 - "$scratch/big/srv/blobs" "$blobs" <<'PY'
import random, sys
source = random.Random(7)
for n in range(int(sys.argv[2])):
    with open(f"{sys.argv[1]}/{n:03}.bin", "wb") as out:
        out.write(source.randbytes(8 << 20))
PY
  if [ -z "$short" ]; then # shared libraries, as filler
    py_layer
    mkdir -p "$scratch/big/srv/lib"
    tar -C "$scratch/big/srv/lib" -xf "$layers/py.tar" --wildcards '*.so*'
  fi
  mkimage tree "$scratch/big" "" "$scratch/big.tar"
  mv "$scratch/big.tar" "$layers/big$short.tar"
}

alpine_root() { # the root of the shared fixture
  [ -e "$layers/alpine.tar" ] && return
  make_image alpine
  local layer
  layer=$(tar -xOf "$dir/alpine.tar" manifest.json | jq -r '.[0].Layers[0]')
  tar -xOf "$dir/alpine.tar" "$layer" >"$scratch/alpine-root.tar"
  mv "$scratch/alpine-root.tar" "$layers/alpine.tar"
}

alpine_layer() { # on the fixture's root, the packages of a recipe
  [ -e "$layers/$1.tar" ] && return
  "$bench/apk-layer.py" "$scratch/$1" "$bench/recipes/$1"
  mkimage tree "$scratch/$1" "" "$scratch/$1.tar"
  mv "$scratch/$1.tar" "$layers/$1.tar"
}

forms() { # NAME LAYER=TEXT...: the archive and its two layouts
  local name=$1$short; shift
  [ -e "$dir/$name.tar" ] || mkimage archive "$dir/$name.tar" "bench/$name:1" "$@"
  layouts "$name"
}
layouts() {
  local name=$1 kind
  for kind in gzip zstd; do
    local out=$dir/$name.oci; [ $kind = gzip ] || out=$out-$kind
    [ -e "$out/index.json" ] && continue
    rm -rf "$scratch/oci"
    skopeo copy -q --dest-compress --dest-compress-format $kind "docker-archive:$dir/$name.tar" "oci:$scratch/oci:1"
    rm -rf "$out"; mv "$scratch/oci" "$out"
  done
}

from_base() { base_layer; echo "$layers/minbase.tar=ADD rootfs.tar / # minbase bookworm"; }
fat_arguments() {
  fat_layers
  echo "$layers/fat$short-0.tar=ADD rootfs.tar / # minbase bookworm"
  local n=0
  list deb-fat | while read -r packages; do n=$((n + 1)); echo "$layers/fat$short-$n.tar=RUN apt-get install -y $packages"; done
}
make_image() {
  local -a base
  case $1 in
    deb-min) short="" forms deb-min "$(from_base)" ;;
    deb-fat) fat_layers; mapfile -t base < <(fat_arguments); forms deb-fat "${base[@]}" ;;
    app-java) base_layer; java_layer; forms app-java "$(from_base)" "$layers/java$short.tar=COPY target/ /opt/" ;;
    app-go) base_layer; go_layer; forms app-go "$(from_base)" "$layers/go$short.tar=COPY bin/ /usr/local/bin/" ;;
    app-node) base_layer; node_layer; forms app-node "$(from_base)" "$layers/node$short.tar=COPY . /app" ;;
    app-py) base_layer; py_layer; forms app-py "$(from_base)" "$layers/py$short.tar=RUN pip install -r requirements.txt" ;;
    big) fat_layers; big_layer; mapfile -t base < <(fat_arguments); forms big "${base[@]}" "$layers/big$short.tar=COPY . /srv" ;;
    alpine)
      [ -e "$dir/alpine.tar" ] || { gzip -dc "$shared/fixtures/images/alpine-310.tar.gz" >"$scratch/alpine.tar"; mv "$scratch/alpine.tar" "$dir/alpine.tar"; }
      layouts alpine ;;
    alpine-old | alpine-new)
      alpine_root; alpine_layer "$1"
      short="" forms "$1" "$layers/alpine.tar=ADD alpine-minirootfs.tar / # 3.10" "$layers/$1.tar=RUN apk add # bench/recipes/$1" ;;
    alma)
      [ -e "$layers/alma.tar" ] || { "$bench/alma-root.sh" "$scratch/alma" "$bench/recipes/alma"; mkimage tree "$scratch/alma" "" "$scratch/alma.tar"; mv "$scratch/alma.tar" "$layers/alma.tar"; }
      [ -e "$dir/alma.tar" ] || mkimage archive "$dir/alma.tar" bench/alma:9 "$layers/alma.tar=ADD almalinux-9.tar / # made by rpm"
      layouts alma ;;
    *) say "unknown image $1; known are$known"; exit 1 ;;
  esac
  say "$1$short is in $dir"
}

[ $# -gt 0 ] || set -- deb-min app-java app-go app-node app-py deb-fat big alma
for name in "$@"; do make_image "$name"; done
