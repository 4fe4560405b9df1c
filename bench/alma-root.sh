#!/usr/bin/env bash
# alma-root.sh ROOT RECIPE: a root with an rpm database in SQLite form, written by rpm itself, that holds packages with the names,
# versions, epochs, sources and module labels of the recipe; their files are one README each.
set -euo pipefail
root=$1 recipe=$2
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mkdir -p "$root/etc" "$root/var/lib/rpm" "$work/rpms"
options=(--define "_topdir $work/build" --define "_rpmdir $work/rpms" --define "_build_id_links none" --define "debug_package %{nil}"
  --define "use_source_date_epoch_as_buildtime 1" --define "_buildhost bench" --define "source_date_epoch_from_changelog 0")
while read -r source evr arch label binaries; do
  epoch=0; [ "${evr#*:}" = "$evr" ] || { epoch=${evr%%:*}; evr=${evr#*:}; }
  {
    printf 'Name: %s\nEpoch: %s\nVersion: %s\nRelease: %s\nSummary: %s\nLicense: MIT\nBuildArch: %s\nVendor: AlmaLinux\n' \
      "$source" "$epoch" "${evr%-*}" "${evr##*-}" "$source" "$arch"
    [ "$label" = - ] || printf 'ModularityLabel: %s\n' "$label"
    printf '%%description\n%s\n' "$source"
    for binary in ${binaries//,/ }; do
      [ "$binary" = "$source" ] || printf '%%package -n %s\nSummary: %s\n%%description -n %s\n%s\n' "$binary" "$binary" "$binary" "$binary"
    done
    printf '%%install\n'
    for binary in ${binaries//,/ }; do printf 'install -D /dev/null %%{buildroot}/usr/share/doc/%s/README\n' "$binary"; done
    for binary in ${binaries//,/ }; do
      if [ "$binary" = "$source" ]; then printf '%%files\n'; else printf '%%files -n %s\n' "$binary"; fi
      printf '/usr/share/doc/%s/README\n' "$binary"
    done
  } | { if [ "$epoch" = 0 ]; then grep -v '^Epoch: 0$'; else cat; fi; } >"$work/one.spec"
  rpmbuild --quiet -bb --target "$arch" "${options[@]}" "$work/one.spec" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
done < <(grep -v '^#' "$recipe")
find "$work/rpms" -name '*.rpm' -print0 | sort -z | xargs -0 rpm --root "$root" --dbpath /var/lib/rpm --define "_db_backend sqlite" \
  -i --force-debian --nodeps --noscripts --nosignature --ignoreos --ignorearch
rm -f "$root"/var/lib/rpm/.rpm.lock "$root"/var/lib/rpm/rpmdb.sqlite-shm "$root"/var/lib/rpm/rpmdb.sqlite-wal
cat >"$root/etc/os-release" <<'OS'
NAME="AlmaLinux"
VERSION="9.2 (Turquoise Kodkod)"
ID="almalinux"
ID_LIKE="rhel centos fedora"
VERSION_ID="9.2"
PLATFORM_ID="platform:el9"
PRETTY_NAME="AlmaLinux 9.2 (Turquoise Kodkod)"
OS
