#!/usr/bin/env python3
"""Makes layers and docker-archives without a container engine.

  mkimage.py diff ROOT SNAPSHOT OUT.tar          what changed in ROOT since SNAPSHOT (a file that is updated), as a layer
  mkimage.py tree DIR PREFIX OUT.tar             a directory as a layer, its content below PREFIX
  mkimage.py archive OUT.tar TAG LAYER=TEXT...   a docker-archive; TEXT is the history line that made the layer
  mkimage.py bootjar OUT.jar DIR                 a Spring Boot style jar with DIR's jars stored under BOOT-INF/lib

The same input gives the same bytes: times are fixed, entries sorted.
"""
import hashlib
import io
import json
import os
import stat
import sys
import tarfile
import zipfile

EPOCH = 1_700_000_000
CREATED = "2023-11-14T22:13:20Z"
# What lies there is the building machine's, not the image's.
NOT_IN_IMAGES = {"proc", "sys", "dev", "run", "tmp", "etc/resolv.conf", "etc/hostname", "etc/mtab"}


def main(arguments):
    command, rest = arguments[0], arguments[1:]
    {"diff": diff, "tree": tree, "archive": archive, "bootjar": bootjar}[command](*rest)


def walk(root):
    """Paths below root, sorted, parents first, links not followed."""
    for directory, folders, files in os.walk(root):
        folders.sort()
        relative = os.path.relpath(directory, root)
        prefix = "" if relative == "." else relative + "/"
        folders[:] = [f for f in folders if prefix + f not in NOT_IN_IMAGES or os.path.islink(os.path.join(directory, f))]
        for name in sorted(folders + files):
            if prefix + name not in NOT_IN_IMAGES:
                yield prefix + name


def fingerprint(path):
    info = os.lstat(path)
    target = os.readlink(path) if stat.S_ISLNK(info.st_mode) else ""
    size = 0 if stat.S_ISDIR(info.st_mode) else info.st_size
    changed = 0 if stat.S_ISDIR(info.st_mode) else info.st_mtime_ns
    return [info.st_mode, info.st_uid, info.st_gid, size, changed, target]


def diff(root, snapshot, out):
    before = json.load(open(snapshot)) if os.path.exists(snapshot) else {}
    after = {path: fingerprint(os.path.join(root, path)) for path in walk(root)}
    changed = [path for path in after if before.get(path) != after[path]]
    gone = [path for path in before if path not in after]
    gone_set = set(gone)
    with tarfile.open(out, "w", format=tarfile.PAX_FORMAT) as tar:
        for path in changed:
            add(tar, os.path.join(root, path), path)
        for path in sorted(gone):
            parent, name = os.path.split(path)
            # Beside a directory that is gone, what lay in it needs no whiteout of its own.
            if parent not in gone_set:
                whiteout = tarfile.TarInfo(os.path.join(parent, ".wh." + name))
                whiteout.mtime = EPOCH
                tar.addfile(whiteout)
    json.dump(after, open(snapshot, "w"))


def tree(directory, prefix, out):
    with tarfile.open(out, "w", format=tarfile.PAX_FORMAT) as tar:
        at = ""
        for part in [p for p in prefix.split("/") if p]:
            at = at + part if not at else at + "/" + part
            folder = tarfile.TarInfo(at)
            folder.type, folder.mode, folder.mtime = tarfile.DIRTYPE, 0o755, EPOCH
            tar.addfile(folder)
        for path in walk(directory):
            add(tar, os.path.join(directory, path), f"{prefix.strip('/')}/{path}".lstrip("/"), anonymous=True)


def add(tar, source, name, anonymous=False):
    info = tar.gettarinfo(source, name)
    if info is None:  # a socket
        return
    info.mtime = EPOCH
    info.uname = info.gname = ""
    if anonymous:
        info.uid = info.gid = 0
    if info.isreg():
        with open(source, "rb") as content:
            tar.addfile(info, content)
    else:
        tar.addfile(info)


def archive(out, tag, *layers):
    config = {
        "architecture": {"x86_64": "amd64", "aarch64": "arm64"}.get(os.uname().machine, os.uname().machine),
        "os": "linux",
        "created": CREATED,
        "config": {"Cmd": ["/bin/sh"], "Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]},
        "rootfs": {"type": "layers", "diff_ids": []},
        "history": [],
    }
    files = []
    for layer in layers:
        path, _, created_by = layer.partition("=")
        digest = sha256(path)
        config["rootfs"]["diff_ids"].append("sha256:" + digest)
        config["history"].append({"created": CREATED, "created_by": created_by})
        files.append((digest + "/layer.tar", path))
    config_bytes = json.dumps(config, sort_keys=True).encode()
    config_name = hashlib.sha256(config_bytes).hexdigest() + ".json"
    manifest = [{"Config": config_name, "RepoTags": [tag], "Layers": [name for name, _ in files]}]
    partial = out + ".partial"
    with tarfile.open(partial, "w", format=tarfile.PAX_FORMAT) as tar:
        add_bytes(tar, config_name, config_bytes)
        written = set()
        for name, path in files:
            if name not in written:
                add(tar, path, name, anonymous=True)
                written.add(name)
        add_bytes(tar, "manifest.json", json.dumps(manifest).encode())
    os.replace(partial, out)


def add_bytes(tar, name, content):
    info = tarfile.TarInfo(name)
    info.size, info.mtime = len(content), EPOCH
    tar.addfile(info, io.BytesIO(content))


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as content:
        while chunk := content.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def bootjar(out, jars):
    with zipfile.ZipFile(out, "w") as boot:
        write(boot, "META-INF/MANIFEST.MF", b"Manifest-Version: 1.0\r\nMain-Class: org.springframework.boot.loader.JarLauncher\r\n"
              b"Start-Class: example.App\r\nSpring-Boot-Lib: BOOT-INF/lib/\r\n\r\n")
        write(boot, "META-INF/maven/example/app/pom.properties", b"groupId=example\nartifactId=app\nversion=1.0.0\n")
        for name in sorted(os.listdir(jars)):
            if name.endswith(".jar"):
                with open(os.path.join(jars, name), "rb") as content:
                    write(boot, "BOOT-INF/lib/" + name, content.read())


def write(archive_file, name, content):
    archive_file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_STORED)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1:])
