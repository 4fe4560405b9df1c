#!/usr/bin/env python3
"""Compares the scans of one image in every form; see forms.sh. Exits with 1 if any differs."""
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request
from pathlib import Path

BENCH = Path(__file__).resolve().parent
PLIMSOLL = str(BENCH.parent / "plimsoll")
SHARED = Path(os.environ.get("PLIMSOLL_SHARED", BENCH.parent.parent / "shared"))
NAMES = ["alpine", "alpine-old", "alpine-new", "deb-min", "app-java", "app-node", "app-py", "app-go", "deb-fat", "alma"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(what, ready, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if ready():
                return
        time.sleep(0.2)
    sys.exit(f"forms.py: {what} did not start in {seconds} s")


@contextlib.contextmanager
def running(command, log):
    with open(log, "wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


@contextlib.contextmanager
def registry(scratch):
    port = free_port()
    config = scratch / "registry.yml"
    config.write_text(
        "version: 0.1\nlog: {level: error}\n"
        f"storage: {{filesystem: {{rootdirectory: {scratch}/registry}}}}\nhttp: {{addr: 127.0.0.1:{port}}}\n"
    )
    with running(["docker-registry", "serve", str(config)], scratch / "registry.log"):
        wait_for("docker-registry", lambda: urllib.request.urlopen(f"http://127.0.0.1:{port}/v2/").status == 200)
        yield f"127.0.0.1:{port}"


@contextlib.contextmanager
def engine(scratch):
    endpoint = f"unix://{scratch}/docker.sock"
    command = [
        "dockerd", "--storage-driver=vfs", "--host", endpoint, "--data-root", f"{scratch}/docker",
        "--exec-root", f"{scratch}/docker-run", "--pidfile", f"{scratch}/docker.pid", "--iptables=false", "--bridge=none",
    ]
    with running(command, scratch / "dockerd.log"):
        def answers():
            return subprocess.run(["docker", "--host", endpoint, "version"], capture_output=True).returncode == 0
        wait_for("dockerd", answers)
        yield endpoint


def scan(reference, environment, *options, stdin=None):
    result = subprocess.run(
        # Not offline: jars are proved by the repository's checksums. The live archive is left out, since it changes by the hour.
        [PLIMSOLL, "cves", "--no-live", "--quiet", "--format", "json", *options, reference],
        env={**os.environ, **environment}, capture_output=True, stdin=stdin,
    )
    if result.returncode != 0:
        raise RuntimeError(f"{reference}: exit {result.returncode}: {result.stderr.decode(errors='replace').strip()}")
    return json.loads(result.stdout)


def essence(report, layers):
    """What must not depend on the form: packages with coverage, findings with their evidence, what could not be read."""
    def place(entry):
        return (entry["path"], entry.get("layer") if layers else None)

    components = sorted(
        json.dumps(
            [c["ecosystem"], c["name"], c["version"], c["purl"], c.get("origin"), c.get("owner"), c["licences"], c["coverage"],
             c.get("properties"), sorted(place(location) for location in c["locations"])],
            sort_keys=True, default=str)
        for c in report["components"]
    )
    def finding(f):
        component = report["components"][f["component"]]
        return json.dumps(
            [f["id"], f["aliases"], component["name"], component["version"], f["fixState"], f["fixedVersion"], f["severity"],
             f["evidence"], f.get("layer") if layers else None],
            sort_keys=True)

    return {
        "packages": components,
        "findings": sorted(finding(f) for f in report["findings"]),
        "suppressed": sorted(finding(f) for f in report["suppressed"]),
        "unidentified": sorted(json.dumps([*place(u), u["digest"]]) for u in report["unidentified"]),
        "gaps": sorted(json.dumps([*place(g), g["reason"]]) for g in report["gaps"]),
    }


def extract(tar, target):
    """The image as a directory, by skopeo's and umoci's rules in small: layers in order, whiteouts applied."""
    with tarfile.open(tar) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))[0]
        for layer in manifest["Layers"]:
            # tar itself extracts each layer: owners, links and odd names are its business.
            names = piped(archive.extractfile(layer), ["tar", "-tf", "-", "--quoting-style=literal"])
            for name in names.decode(errors="surrogateescape").splitlines():
                base = os.path.basename(name.rstrip("/"))
                if base.startswith(".wh."):
                    hidden = target / os.path.dirname(name)
                    if base == ".wh..wh..opq":
                        subprocess.run(["find", str(hidden), "-mindepth", "1", "-delete"], check=False)
                    else:
                        subprocess.run(["rm", "-rf", str(hidden / base[4:])], check=True)
            piped(archive.extractfile(layer), ["tar", "-xf", "-", "-C", str(target), "--exclude=.wh.*", "--keep-directory-symlink"])


def piped(content, command):
    """The output of a command that reads the content; a layer may be larger than memory."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=output)
        shutil.copyfileobj(content, process.stdin, 1 << 20)
        process.stdin.close()
        if process.wait() != 0:
            raise RuntimeError(f"{' '.join(command)}: exit {process.returncode}")
        output.seek(0)
        return output.read()


def sbom(tar, form, scratch):
    file = scratch / f"{tar.stem}.{form}.json"
    subprocess.run(
        [PLIMSOLL, "sbom", "--quiet", "--format", form, "-o", str(file), f"archive://{tar}"], check=True)
    return f"sbom://{file}"


def forms(name, directory, scratch, host, endpoint, data):
    tar = directory / f"{name}.tar"
    where = {"XDG_DATA_HOME": str(data), "XDG_CACHE_HOME": str(scratch / "cache")}
    known = scratch / "cache" / "plimsoll" / "known-layers"
    yield "oci gzip", lambda: scan(f"oci-dir://{directory / (name + '.oci')}", where), True
    yield "oci gzip, seen before", lambda: scan(f"oci-dir://{directory / (name + '.oci')}", where), True
    # All others are read themselves.
    shutil.rmtree(known, ignore_errors=True)
    yield "oci zstd", lambda: scan(f"oci-dir://{directory / (name + '.oci-zstd')}", where), True

    def from_registry():
        subprocess.run(
            ["skopeo", "copy", "-q", "--dest-tls-verify=false", f"oci:{directory / (name + '.oci')}", f"docker://{host}/{name}:1"],
            check=True)
        return scan(f"registry://{host}/{name}:1", where)
    shutil.rmtree(known, ignore_errors=True)
    yield "registry", from_registry, True

    def from_engine():
        environment = {**where, "DOCKER_HOST": endpoint}
        with tarfile.open(tar) as archive:
            tags = json.load(archive.extractfile("manifest.json"))[0]["RepoTags"]
        subprocess.run(["docker", "--host", endpoint, "load", "-q", "-i", str(tar)], check=True, stdout=subprocess.DEVNULL)
        return scan(f"local://{tags[0]}", environment)
    yield "engine", from_engine, True

    def from_directory():
        with tempfile.TemporaryDirectory(dir=scratch) as root:
            extract(tar, Path(root))
            return scan(f"fs://{root}", where, "--as", "root")
    yield "directory", from_directory, False
    yield "CycloneDX", lambda: scan(sbom(tar, "cyclonedx", scratch), where), True
    yield "SPDX", lambda: scan(sbom(tar, "spdx", scratch), where), True


def difference(expected, actual):
    lines = []
    for part in expected:
        missing = set(expected[part]) - set(actual[part])
        extra = set(actual[part]) - set(expected[part])
        if missing or extra:
            lines.append(f"{part}: {len(missing)} missing, {len(extra)} extra")
            lines += [f"    - {line[:300]}" for line in sorted(missing)[:3]] + [f"    + {line[:300]}" for line in sorted(extra)[:3]]
    return lines


def images(directory, names, short):
    """The images that are there; the short form of one that has it, if that is asked for."""
    found = []
    for name in names:
        for candidate in ([f"{name}-short"] if short else []) + [name]:
            if (directory / f"{candidate}.tar").exists():
                found.append(candidate)
                break
    return found


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--short"]
    directory = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "plimsoll-bench"
    if arguments and arguments[0] not in NAMES + ["big"]:
        directory = Path(arguments.pop(0))
    names = images(directory, arguments or NAMES, "--short" in sys.argv)
    failures = 0
    with tempfile.TemporaryDirectory(prefix="plimsoll-forms-") as temporary:
        scratch = Path(temporary)
        data = scratch / "data"
        subprocess.run(
            [PLIMSOLL, "db", "update", "--quiet", "--from", str(SHARED / "advisories")],
            env={**os.environ, "XDG_DATA_HOME": str(data)}, check=True, stdout=subprocess.DEVNULL)
        with registry(scratch) as host, engine(scratch) as endpoint:
            for name in names:
                archive = scan(f"archive://{directory / (name + '.tar')}", {"XDG_DATA_HOME": str(data)})
                counts = {part: len(lines) for part, lines in essence(archive, True).items()}
                print(f"{name}: archive: " + ", ".join(f"{count} {part}" for part, count in counts.items()), flush=True)
                for form, run, layers in forms(name, directory, scratch, host, endpoint, data):
                    try:
                        lines = difference(essence(archive, layers), essence(run(), layers))
                    except (RuntimeError, subprocess.CalledProcessError) as failure:
                        lines = [str(failure)]
                    print(f"{name}: {form}: " + ("the same" if not lines else "DIFFERS"), flush=True)
                    for line in lines:
                        print("  " + line)
                    failures += bool(lines)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
