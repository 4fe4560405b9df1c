"""What a docker-archive has installed, listed by the ecosystems' own programs where there are any."""
import collections
import email.parser
import hashlib
import io
import json
import os
import re
import subprocess
import tarfile
import zipfile

# kind: deb apk rpm maven npm pypi golang; source/source_version: the distribution's source package
Package = collections.namedtuple("Package", "kind name version source source_version module place")


def read(archive, scratch):
    """(packages, os-release) of the first image of a docker-archive."""
    tree = Tree(archive)
    packages = set()
    for lister in (dpkg, apk, rpm, maven, npm, pypi, golang):
        packages.update(lister(tree, scratch))
    return packages, os_release(tree)


class Tree:
    """The merged files of an image: the last layer that has a path wins, whiteouts take away."""

    def __init__(self, archive):
        self.outer = tarfile.open(archive)
        manifest = json.load(self.outer.extractfile("manifest.json"))[0]
        self.files = {}
        self.links = {}
        for layer in manifest["Layers"]:
            self._layer(tarfile.open(fileobj=self.outer.extractfile(layer)))

    def _layer(self, tar):
        added_files, added_links, gone = {}, {}, []
        for member in tar:
            path = os.path.normpath(member.name).lstrip("/")
            parent, name = os.path.split(path)
            if name == ".wh..wh..opq":
                gone.append(parent + "/")
            elif name.startswith(".wh."):
                gone.append(os.path.join(parent, name[4:]))
            elif member.isreg():
                added_files[path] = (tar, member)
            elif member.islnk():
                target = os.path.normpath(member.linkname).lstrip("/")
                added_files[path] = added_files.get(target) or self.files.get(target)
            elif member.issym():
                added_links[path] = member.linkname
        if gone:
            for kept in (self.files, self.links):
                for path in [p for p in kept if hidden(p, gone)]:
                    del kept[path]
        for path in added_files:
            self.links.pop(path, None)
        for path in added_links:
            self.files.pop(path, None)
        self.files.update({p: f for p, f in added_files.items() if f})
        self.links.update(added_links)

    def bytes(self, path):
        tar, member = self.files[path]
        return tar.extractfile(member).read()

    def head(self, path, length):
        tar, member = self.files[path]
        return tar.extractfile(member).read(length)

    def resolve(self, path):
        for _ in range(40):
            target = self.links.get(path)
            if target is None:
                return path if path in self.files else None
            path = os.path.normpath(os.path.join(os.path.dirname(path), target) if not target.startswith("/") else target).lstrip("/")
        return None


def hidden(path, gone):
    return any(path == g or path.startswith(g if g.endswith("/") else g + "/") for g in gone)


def os_release(tree):
    path = tree.resolve("etc/os-release") or tree.resolve("usr/lib/os-release")
    values = {}
    for line in tree.bytes(path).decode().splitlines() if path else []:
        name, _, value = line.partition("=")
        values[name] = value.strip("\"'")
    return values


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def dpkg(tree, scratch):
    admin = os.path.join(scratch, "dpkg")
    os.makedirs(os.path.join(admin, "updates"), exist_ok=True)
    os.makedirs(os.path.join(admin, "info"), exist_ok=True)
    stanzas = [p for p in tree.files if p == "var/lib/dpkg/status"]
    parts = [p for p in tree.files if re.fullmatch(r"var/lib/dpkg/status\.d/[^/]+", p) and not p.endswith(".md5sums")]
    if not stanzas and not parts:
        return
    with open(os.path.join(admin, "status"), "wb") as status:
        for path in stanzas:
            status.write(tree.bytes(path))
        for path in sorted(parts):  # distroless: a stanza per file, without a Status line
            status.write(re.sub(rb"(?m)^(Package: .*)$", rb"\1\nStatus: install ok installed", tree.bytes(path).strip()) + b"\n\n")
    shown = run("dpkg-query", "--admindir=" + admin, "-W",
                "-f=${Package}\t${Version}\t${source:Package}\t${source:Version}\t${db:Status-Status}\n")
    for line in shown.splitlines():
        name, version, source, source_version, state = line.split("\t")
        if state not in ("not-installed", "config-files"):
            yield Package("deb", name, version, source, source_version, "", "var/lib/dpkg")


def apk(tree, _):
    for path in ("lib/apk/db/installed", "usr/lib/apk/db/installed"):
        if path not in tree.files:
            continue
        for block in tree.bytes(path).decode("utf-8", "replace").split("\n\n"):
            fields = {}
            for line in block.splitlines():
                if line[1:2] == ":":
                    fields.setdefault(line[0], line[2:])
            if "P" in fields:
                yield Package("apk", fields["P"], fields["V"], fields.get("o", fields["P"]), fields["V"], "", path)


def rpm(tree, scratch):
    for path in ("var/lib/rpm/rpmdb.sqlite", "usr/lib/sysimage/rpm/rpmdb.sqlite"):
        if path not in tree.files:
            continue
        database = os.path.join(scratch, "rpm")
        os.makedirs(database, exist_ok=True)
        with open(os.path.join(database, "rpmdb.sqlite"), "wb") as out:
            out.write(tree.bytes(path))
        shown = run("rpm", "--dbpath", database, "--define", "_db_backend sqlite", "-qa", "--qf",
                    "%{NAME}\t%{EPOCHNUM}\t%{VERSION}-%{RELEASE}\t%{SOURCERPM}\t%{MODULARITYLABEL}\n")
        for line in shown.splitlines():
            name, epoch, version, source, label = line.split("\t")
            if name == "gpg-pubkey":
                continue
            full = version if epoch == "0" else f"{epoch}:{version}"
            stream = "" if label == "(none)" else ":".join(label.split(":")[:2])
            yield Package("rpm", name, full, source.rsplit("-", 2)[0], full, stream, path)


ARCHIVES = (".jar", ".war", ".ear", ".hpi", ".jpi")


def maven(tree, _):
    known = coordinates_by_sha1()
    for path in tree.files:
        if path.lower().endswith(ARCHIVES):
            yield from jar(tree.bytes(path), path, known, 0)


def jar(content, place, known, depth):
    found = set()
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        return
    for name in archive.namelist():
        if re.fullmatch(r"(?:.*/)?META-INF/maven/[^/]+/[^/]+/pom\.properties", name):
            values = properties(archive.read(name))
            if all(values.get(k) for k in ("groupId", "artifactId", "version")):
                found.add((values["groupId"] + ":" + values["artifactId"], values["version"]))
        elif name.lower().endswith(ARCHIVES) and depth < 8:
            yield from jar(archive.read(name), place + "!/" + name, known, depth + 1)
    proved = known.get(hashlib.sha1(content).hexdigest())
    if proved:
        found.add(proved)
    for name, version in found:
        yield Package("maven", name, version, "", "", "", place)


def properties(content):
    lines = (line.partition("=") for line in content.decode("latin-1").splitlines() if not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in lines}


def coordinates_by_sha1():
    """Proof for jars that state no coordinate: their bytes are those of a jar in this machine's Maven repository."""
    repository = os.path.expanduser("~/.m2/repository")
    known = {}
    for directory, _, files in os.walk(repository):
        for name in files:
            if name.endswith(".jar"):
                parts = os.path.relpath(directory, repository).split(os.sep)
                if len(parts) >= 3 and name == f"{parts[-2]}-{parts[-1]}.jar":
                    with open(os.path.join(directory, name), "rb") as content:
                        digest = hashlib.sha1(content.read()).hexdigest()
                    known[digest] = (".".join(parts[:-2]) + ":" + parts[-2], parts[-1])
    return known


def npm(tree, _):
    for path in tree.files:
        # A package lies directly in node_modules or in a scope; other package.json files are fixtures or entry folders.
        # Debian keeps its own in folders of another name.
        if re.search(r"(?:(?:^|/)node_modules|^usr/(?:share|lib)/nodejs)/(?:@[^/]+/)?[^/@.][^/]*/package\.json$", path):
            try:
                values = json.loads(tree.bytes(path))
            except ValueError:
                continue
            if isinstance(values, dict) and isinstance(values.get("name"), str) and isinstance(values.get("version"), str):
                yield Package("npm", values["name"], values["version"], "", "", "", path)


def pypi(tree, _):
    for path in tree.files:
        if re.search(r"\.dist-info/METADATA$|\.egg-info/PKG-INFO$|\.egg-info$", path):
            fields = email.parser.HeaderParser().parsestr(tree.bytes(path).decode("utf-8", "replace"))
            if fields["Name"] and fields["Version"]:
                yield Package("pypi", fields["Name"].strip(), fields["Version"].strip(), "", "", "", path)


def golang(tree, scratch):
    binary = os.path.join(scratch, "binary")
    for path, (_, member) in tree.files.items():
        if not member.mode & 0o111 or member.size < 100_000 or tree.head(path, 4) != b"\x7fELF":
            continue
        content = tree.bytes(path)
        if b"\xff Go buildinf:" not in content:
            continue
        with open(binary, "wb") as out:
            out.write(content)
        os.chmod(binary, 0o755)
        shown = subprocess.run(["go", "version", "-m", binary], capture_output=True, text=True)
        if shown.returncode:
            continue
        lines = shown.stdout.splitlines()
        yield Package("golang", "stdlib", lines[0].rsplit(": ", 1)[1].removeprefix("go").split(" ")[0], "", "", "", path)
        module = None
        for line in lines[1:] + ["\tend"]:
            fields = line.strip().split("\t")
            if fields[0] == "=>":
                module = (fields[1], fields[2] if len(fields) > 2 else "")
                continue
            if module:
                yield Package("golang", *module, "", "", "", path)
                module = None
            if fields[0] in ("dep", "mod") and len(fields) > 1:
                module = (fields[1], fields[2] if len(fields) > 2 else "")
