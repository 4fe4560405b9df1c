#!/usr/bin/env python3
"""Prints how long an image takes beside a root of mmdebstrap; see build.sh. Uses nothing but the standard library."""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
SPEC = CHECKOUT / "containers" / "redis.yaml"
# What the spec asks for; each side finds the dependencies itself.
PACKAGES = "base-files,base-passwd,usr-is-merged,tzdata,redis-server"
RUNS = int(os.environ.get("RUNS", "3"))


def timed(command, environment=None):
    """Wall and CPU seconds of a command and of all that it starts."""
    before = os.times()
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **(environment or {})})
    wall = time.monotonic() - start
    after = os.times()
    if done.returncode != 0:
        sys.exit(f"build.py: {' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return wall, cpu


def plimsoll(folder, cache, target):
    """With a cache folder of its own; the program's class archive is the user's, as after the first start of any command."""
    command = [CHECKOUT / "plimsoll", "build", SPEC, "--no-lock", "-o", target]
    return timed(command, {"XDG_CACHE_HOME": str(cache), "XDG_DATA_HOME": str(folder / "data")})


def mmdebstrap(folder, cache):
    """Chrootless, so that it needs no package but those asked for; `cache` keeps the packages between runs."""
    kept = f'sync-in "{cache}" /var/cache/apt/archives/'
    keep = f'sync-out /var/cache/apt/archives "{cache}"'
    command = [
        "mmdebstrap", "--quiet", "--mode=chrootless", "--skip=check/chrootless,essential/unlink", "--variant=custom",
        "--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr", f"--include={PACKAGES}",
        '--aptopt=APT::Install-Recommends "false"',
        '--setup-hook=mkdir -p "$1/var/cache/apt/archives/"', f"--setup-hook={kept}", f"--customize-hook={keep}",
        "bookworm", folder / "root.tar",
    ]
    return timed(command)


def fresh(path):
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def forms(folder):
    return {
        "OCI layout, gzip": f"oci-dir://{folder}/oci",
        "docker archive, not compressed": f"archive://{folder}/image.tar",
    }


def main():
    if shutil.which("mmdebstrap") is None:
        sys.exit("build.py: mmdebstrap is not on the PATH")
    samples = {}
    with tempfile.TemporaryDirectory(prefix="plimsoll-bench") as name:
        folder = Path(name)
        # The class archive and the clone's own build are not what is measured.
        plimsoll(folder, fresh(folder / "first"), f"oci-dir://{folder}/first-image")
        for _ in range(RUNS):
            theirs = fresh(folder / "theirs")
            samples.setdefault(("mmdebstrap, tar", "cold"), []).append(mmdebstrap(folder, theirs))
            samples.setdefault(("mmdebstrap, tar", "warm"), []).append(mmdebstrap(folder, theirs))
            for form, target in forms(folder).items():
                ours = fresh(folder / "ours")
                (ours / "plimsoll").mkdir()
                for archive in (folder / "first" / "plimsoll").glob("classes-*"):
                    shutil.copy2(archive, ours / "plimsoll")
                samples.setdefault((f"plimsoll, {form}", "cold"), []).append(plimsoll(folder, ours, target))
                samples.setdefault((f"plimsoll, {form}", "warm"), []).append(plimsoll(folder, ours, target))
    print("| what | caches | wall s | CPU s | of mmdebstrap's wall |\n|---|---|---|---|---|")
    for (what, caches), runs in samples.items():
        wall, cpu = (statistics.median(column) for column in zip(*runs))
        reference = statistics.median(wall for wall, _ in samples[("mmdebstrap, tar", caches)])
        print(f"| {what} | {caches} | {wall:.2f} | {cpu:.2f} | {wall / reference:.2f} |")


if __name__ == "__main__":
    main()
