#!/usr/bin/env python3
"""apk-layer.py ROOT RECIPE: what a layer changes in an Alpine root to have the packages of the recipe installed: apk's database, with
one README of each package, and the release's names."""
import base64
import hashlib
import sys
from pathlib import Path

BUILT = 1_700_000_000


def main(root, recipe):
    lines = Path(recipe).read_text().splitlines()
    release = next(line.split()[2] for line in lines if line.startswith("# release "))
    packages = [line.split() for line in lines if line and not line.startswith("#")]
    stanzas = [
        stanza(root, name, version, architecture, origin)
        for origin, version, architecture, names in packages for name in names.split(",")
    ]
    write(root, "lib/apk/db/installed", "".join(stanzas))
    write(root, "etc/apk/world", "".join(name + "\n" for *_, names in packages for name in names.split(",")))
    write(root, "etc/alpine-release", release + "\n")
    branch = ".".join(release.split(".")[:2])
    write(root, "etc/os-release", f'NAME="Alpine Linux"\nID=alpine\nVERSION_ID={release}\nPRETTY_NAME="Alpine Linux v{branch}"\n'
          'HOME_URL="https://alpinelinux.org/"\n')


def stanza(root, name, version, architecture, origin):
    readme = f"{name} {version}\n"
    write(root, f"usr/share/doc/{name}/README", readme)
    fields = [
        ("C", checksum(f"{name}-{version}.{architecture}")), ("P", name), ("V", version), ("A", architecture), ("S", "4096"),
        ("I", "4096"), ("T", f"{name} for a benchmark"), ("U", "https://alpinelinux.org/"), ("L", "MIT"),
        *([] if origin == "-" else [("o", origin)]), ("t", str(BUILT)),
        ("F", "usr"), ("F", "usr/share"), ("F", "usr/share/doc"), ("F", f"usr/share/doc/{name}"), ("R", "README"), ("Z", checksum(readme)),
    ]
    return "".join(f"{key}:{value}\n" for key, value in fields) + "\n"


def checksum(text):
    """As apk writes SHA-1: Q1 and base64."""
    return "Q1" + base64.b64encode(hashlib.sha1(text.encode()).digest()).decode()


def write(root, path, text):
    target = Path(root, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
