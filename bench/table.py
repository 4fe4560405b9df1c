#!/usr/bin/env python3
"""Prints the benchmark's table; see table.sh. Uses nothing but the standard library."""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BENCH = Path(__file__).resolve().parent
PLIMSOLL = str(BENCH.parent / "plimsoll")
SHARED = Path(os.environ.get("PLIMSOLL_SHARED", BENCH.parent.parent / "shared"))
NAMES = ["deb-min", "app-java", "app-go", "app-node", "app-py", "deb-fat", "big"]
RUNS = int(os.environ.get("RUNS", "3"))
LIMIT = 900


def measure(command, environment=None, forget=None):
    """
    Median wall seconds, CPU seconds and peak MiB of the whole process tree that the command becomes; None if it fails. A directory to
    forget goes before each run.
    """
    samples = []
    for run in range(RUNS + 1):
        if forget:
            shutil.rmtree(forget, ignore_errors=True)
        start = time.monotonic()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **(environment or {})}
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            return None
        if run > 0:
            samples.append((wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
        if wall > LIMIT:
            break
    samples = samples or [(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)]
    return tuple(statistics.median(column) for column in zip(*samples))


def cell(result, reference=None):
    if result is None:
        return "failed"
    ratio = f" ({result[0] / reference[0]:.2f}x)" if reference and reference[0] > 0 else ""
    return f"{result[0]:.2f} / {result[1]:.2f} / {result[2]:.0f}{ratio}"


def layers_of(oci):
    """The compressed layer blobs of an OCI layout, largest first."""
    blobs = [path for path in (oci / "blobs" / "sha256").iterdir()]
    compressed = []
    for blob in blobs:
        with open(blob, "rb") as file:
            if file.read(2) == b"\x1f\x8b":
                compressed.append(str(blob))
    return compressed


def print_table(title, header, rows):
    print(f"\n### {title}\n")
    print("| " + " | ".join(header) + " |")
    print("|" + "---|" * len(header))
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)


def sbom_table(images, scratch):
    peers = [name for name in ("syft", "trivy") if shutil.which(name)]
    rows = []
    for name, tar in images:
        ours = measure([PLIMSOLL, "sbom", "--offline", "--quiet", "-o", f"{scratch}/sbom.json", f"archive://{tar}"])
        row = [name, f"{tar.stat().st_size >> 20}", cell(ours)]
        if "syft" in peers:
            row.append(cell(measure(["syft", "scan", f"docker-archive:{tar}", "-q", "-o", "cyclonedx-json"]), ours))
        if "trivy" in peers:
            cache = {"TRIVY_CACHE_DIR": f"{scratch}/trivy"}
            row.append(cell(measure(["trivy", "image", "-q", "--offline-scan", "--input", str(tar), "--format", "cyclonedx"], cache), ours))
        row.append(cell(measure(["cat", str(tar)]), ours))
        rows.append(row)
    print_table("Image to SBOM, docker-archive", ["image", "tar MiB", "plimsoll", *peers, "cat"], rows)


def oci_table(images, directory, scratch):
    peers = [name for name in ("syft",) if shutil.which(name)]
    rows = []
    for name, _ in images:
        oci = directory / f"{name}.oci"
        zstd = directory / f"{name}.oci-zstd"
        if not oci.is_dir():
            continue
        sbom = [PLIMSOLL, "sbom", "--offline", "--quiet", "-o", f"{scratch}/sbom.json"]
        cache = {"XDG_CACHE_HOME": f"{scratch}/cache"}
        known = Path(scratch) / "cache" / "plimsoll" / "known-layers"
        ours = measure([*sbom, f"oci-dir://{oci}"], cache, known)
        again = measure([*sbom, f"oci-dir://{oci}"], cache)
        blobs = layers_of(oci)
        row = [name, f"{sum(os.path.getsize(blob) for blob in blobs) >> 20}", cell(ours)]
        if zstd.is_dir():
            row.append(cell(measure([*sbom, f"oci-dir://{zstd}"], cache, known), ours))
        else:
            row.append("-")
        row.append(cell(again, ours))
        if "syft" in peers:
            row.append(cell(measure(["syft", "scan", f"oci-dir:{oci}", "-q", "-o", "cyclonedx-json"]), ours))
        row.append(cell(measure(["gzip", "-dc", *blobs]), ours))
        row.append(cell(measure(["sh", "-c", "printf '%s\\n' \"$@\" | xargs -P2 -n1 gzip -dc", "sh", *blobs]), ours))
        row.append(cell(measure(["sha256sum", *blobs]), ours))
        rows.append(row)
    header = ["image", "gzip MiB", "plimsoll gzip", "plimsoll zstd", "seen before", *peers, "gzip -dc", "two at a time", "sha256sum"]
    print_table("Image to SBOM, OCI layout", header, rows)


def findings_table(images, scratch, data):
    peers = [name for name in ("trivy", "grype") if shutil.which(name)]
    rows = []
    for name, tar in images:
        ours = measure(
            [PLIMSOLL, "cves", "--offline", "--quiet", "-o", f"{scratch}/report.json", "--format", "json", f"archive://{tar}"],
            {"XDG_DATA_HOME": data},
        )
        row = [name, cell(ours)]
        for peer in peers:
            command = ["trivy", "image", "-q", "--offline-scan", "--skip-db-update", "--input", str(tar)]
            row.append(cell(measure(command if peer == "trivy" else ["grype", "-q", f"docker-archive:{tar}"]), ours))
        rows.append(row)
    print_table("Image to findings, docker-archive, all advisories in the store", ["image", "plimsoll", *peers], rows)


def import_table(scratch):
    data = f"{scratch}/data"
    environment = {"XDG_DATA_HOME": data, **os.environ}
    start = time.monotonic()
    process = subprocess.Popen(
        [PLIMSOLL, "db", "update", "--quiet", "--from", str(SHARED / "advisories")],
        env=environment, stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit("table.py: the import failed")
    size = sum(path.stat().st_size for path in Path(data).rglob("*") if path.is_file())
    listing = subprocess.run([PLIMSOLL, "db", "status", "--format", "json"], env=environment, capture_output=True, check=True).stdout
    import json

    rows = sum(feed["rows"] for feed in json.loads(listing)["feeds"])
    row = [f"{rows}", f"{wall:.1f}", f"{usage.ru_utime + usage.ru_stime:.1f}", f"{usage.ru_maxrss / 1024:.0f}", f"{rows / wall:.0f}", f"{size / 1e6:.0f}"]
    print_table("Import of all advisories", ["rows", "wall s", "CPU s", "peak MiB", "rows/s", "store MB"], [row])
    return data


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--short"]
    known = set(NAMES) | {"alpine", "alpine-old", "alpine-new", "alma"}
    directory = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "plimsoll-bench"
    if arguments and arguments[0] not in known:
        directory = Path(arguments.pop(0))
    names = arguments or NAMES
    short = ["-short", ""] if "--short" in sys.argv else [""]
    images = []
    for name in names:
        forms = [directory / f"{name}{suffix}.tar" for suffix in short]
        images += [(form.stem, form) for form in forms if form.exists()][:1]
    subprocess.run([PLIMSOLL, "version"], check=True, stdout=subprocess.DEVNULL)
    missing = [name for name in ("syft", "trivy", "grype") if not shutil.which(name)]
    print("Wall s / CPU s / peak MiB, medians; in brackets the peer's wall time as a multiple of Plimsoll's.")
    if missing:
        print("Not on the PATH, so not measured: " + ", ".join(missing))
    with tempfile.TemporaryDirectory(prefix="plimsoll-table-") as scratch:
        print_table("Start-up", ["command", "plimsoll"], [["version", cell(measure([PLIMSOLL, "version"]))]])
        data = import_table(scratch)
        sbom_table(images, scratch)
        oci_table(images, directory, scratch)
        findings_table(images, scratch, data)


if __name__ == "__main__":
    main()
