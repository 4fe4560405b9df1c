#!/usr/bin/env python3
"""Prints how long a patch takes beside a build that upgrades; see patch.sh. Uses nothing but the standard library."""
import contextlib
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGES = "redis-server,nginx-light,python3,postgresql-15,openjdk-17-jre-headless"
RUNS = int(os.environ.get("RUNS", "3"))
# As of an application beside the packages: a part that can be compressed, a part that can't.
CONTENT_MIB = int(os.environ.get("CONTENT_MIB", "640"))
SUITES = """deb http://deb.debian.org/debian bookworm main
deb http://deb.debian.org/debian bookworm-updates main
deb http://deb.debian.org/debian-security bookworm-security main
"""
UPGRADE = "apt-get update && apt-get -y -o Dpkg::Options::=--force-confold --with-new-pkgs upgrade && rm -rf /var/lib/apt/lists/*"


def run(command, environment=None):
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True,
                          env={**os.environ, **(environment or {})})
    if done.returncode != 0:
        sys.exit(f"patch.py: {' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def timed(command, environment=None):
    """Wall and CPU seconds, and the most MiB that it held."""
    # What others wrote is on the disk before the time begins.
    os.sync()
    start = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen([str(each) for each in command], stdout=said, stderr=said,
                                   env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        if status != 0:
            said.seek(0)
            sys.exit(f"patch.py: {' '.join(map(str, command))} failed:\n{said.read()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


@contextlib.contextmanager
def engine(folder):
    """An engine of its own, so that what it keeps goes with the folder."""
    socket = folder / "d.sock"
    with open(folder / "dockerd.log", "w") as log:
        daemon = subprocess.Popen(
            ["dockerd", "--iptables=false", "--bridge=none", f"--host=unix://{socket}", f"--data-root={folder}/data",
             f"--exec-root={folder}/exec", f"--pidfile={folder}/pid"], stdout=log, stderr=log)
    try:
        for _ in range(120):
            if subprocess.run(["docker", "--host", f"unix://{socket}", "version"], capture_output=True).returncode == 0:
                break
            time.sleep(0.5)
        yield f"unix://{socket}"
    finally:
        daemon.terminate()
        daemon.wait(60)
        # What it mounts for the host's network stays when it ends.
        subprocess.run(["umount", f"{folder}/exec/netns/default"], capture_output=True)


def content(file):
    """Half of it compresses to a third or so, half not at all; the same each time."""
    source = random.Random(7)
    words = [source.randbytes(6).hex() for _ in range(4096)]
    with open(file, "wb") as out:
        for mib in range(CONTENT_MIB):
            if mib % 2:
                out.write(source.randbytes(1 << 20))
            else:
                out.write(" ".join(source.choices(words, k=80660)).encode()[:1 << 20])


def image(folder, docker):
    """Two layers: the packages, and what lies beside them."""
    root = folder / "root.tar"
    run(["mmdebstrap", "--quiet", "--variant=minbase", f"--include={PACKAGES}", '--aptopt=APT::Install-Recommends "false"',
         "bookworm", root, "deb http://deb.debian.org/debian bookworm main"])
    run([*docker, "import", root, "bench/packages:1"])
    root.unlink()
    context = folder / "context"
    context.mkdir()
    content(context / "content")
    (context / "suites").write_text(SUITES)
    (context / "Dockerfile").write_text(
        "FROM bench/packages:1\nCOPY suites /etc/apt/sources.list\nCOPY content /srv/content\n")
    run([*docker, "build", "--tag", "bench/app:1", context])
    run([*docker, "save", "--output", folder / "app.tar", "bench/app:1"])
    run(["skopeo", "copy", f"docker-archive:{folder}/app.tar", f"oci:{folder}/app:1"])
    shutil.rmtree(context)
    return sum(each.stat().st_size for each in (folder / "app").rglob("*") if each.is_file())


def main():
    for needed in ("dockerd", "mmdebstrap", "skopeo"):
        if shutil.which(needed) is None:
            sys.exit(f"patch.py: {needed} is not on the PATH")
    samples = {}
    with tempfile.TemporaryDirectory(prefix="plimsoll-bench") as name:
        folder = Path(name)
        with engine(folder) as host:
            docker = ["docker", "--host", host]
            stored = image(folder, docker)
            size = (folder / "app.tar").stat().st_size
            context = folder / "upgrade"
            context.mkdir()
            (context / "Dockerfile").write_text(f"FROM bench/app:1\nRUN {UPGRADE}\n")
            environment = {"DOCKER_HOST": host, "XDG_CACHE_HOME": f"{folder}/cache", "XDG_DATA_HOME": f"{folder}/store",
                           "TMPDIR": f"{folder}"}
            patch = [CHECKOUT / "plimsoll", "patch", "--no-identify"]
            said = run([*patch, f"oci-dir://{folder}/app", "-o", f"oci-dir://{folder}/first"], environment)
            for _ in range(RUNS):
                samples.setdefault("docker build, apt-get upgrade", []).append(
                    timed([*docker, "build", "--network=host", "--no-cache", "--tag", "bench/app:upgraded", context]))
                for form, source, target in (
                        ("OCI layout to OCI layout", f"oci-dir://{folder}/app", f"oci-dir://{folder}/out"),
                        ("docker archive to docker archive", f"archive://{folder}/app.tar", f"archive://{folder}/out.tar"),
                        ("engine to engine", "local://bench/app:1", "local://bench/app:patched")):
                    samples.setdefault(f"plimsoll patch, {form}, image and packages seen before", []).append(
                        timed([*patch, source, "-o", target], environment))
                shutil.rmtree(folder / "cache" / "plimsoll" / "known-layers")
                samples.setdefault("plimsoll patch, OCI layout to OCI layout, packages seen before", []).append(
                    timed([*patch, f"oci-dir://{folder}/app", "-o", f"oci-dir://{folder}/out"], environment))
                # The program's class archive is the user's, as after the first start of any command.
                for each in (folder / "cache" / "plimsoll").iterdir():
                    if not each.name.startswith("classes-"):
                        shutil.rmtree(each) if each.is_dir() else each.unlink()
                samples.setdefault("plimsoll patch, OCI layout to OCI layout, nothing seen before", []).append(
                    timed([*patch, f"oci-dir://{folder}/app", "-o", f"oci-dir://{folder}/out"], environment))
    upgraded = said.splitlines()[0].rsplit(": ", 1)[1]
    print(f"{size >> 20} MiB of layers, {stored >> 20} MiB compressed; {upgraded}\n")
    print("| what | wall s | CPU s | peak MiB | of the build's wall |\n|---|---|---|---|---|")
    reference = statistics.median(wall for wall, _, _ in samples["docker build, apt-get upgrade"])
    for what, runs in samples.items():
        wall, cpu, mib = (statistics.median(column) for column in zip(*runs))
        figures = f"{cpu:.1f} | {mib:.0f}" if what.startswith("plimsoll") else "in the engine | in the engine"
        print(f"| {what} | {wall:.1f} | {figures} | {wall / reference:.2f} |")


if __name__ == "__main__":
    main()
