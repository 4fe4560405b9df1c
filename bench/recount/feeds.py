"""What the raw feeds say of a package: OSV exports, the Debian tracker, Alpine's secdb."""
import gzip
import json
import os
import re
import zipfile

from .versions import Unreadable

OSV_OF = {"maven": "Maven", "npm": "npm", "pypi": "PyPI", "golang": "Go", "deb": "Debian", "apk": "Alpine", "rpm": "AlmaLinux"}
CODENAMES = {"9": "stretch", "10": "buster", "11": "bullseye", "12": "bookworm", "13": "trixie"}


def is_plain_bug_fix(record):
    """AlmaLinux publishes bug fixes and enhancements beside security notices; those that name no CVE are no flaw."""
    names = record.get("aliases", []) + record.get("upstream", []) + record.get("related", [])
    return record["id"].startswith(("ALBA-", "ALEA-")) and not any(name.startswith("CVE-") for name in names)


class Feeds:
    def __init__(self, directory, release, kinds):
        self.release = release
        self.osv = {}
        self.tracker = {}
        self.secdb = {}
        for kind in kinds:
            self._osv(os.path.join(directory, "osv", OSV_OF[kind], "all.zip"), kind)
        if release.get("ID") == "debian" and "deb" in kinds:
            with gzip.open(os.path.join(directory, "debian", "security-tracker.json.gz")) as feed:
                self.tracker = json.load(feed)
        if release.get("ID") == "alpine" and "apk" in kinds:
            self._secdb(directory)

    def _osv(self, path, kind):
        if not os.path.exists(path):
            return
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                record = json.loads(archive.read(name))
                if record.get("withdrawn") or is_plain_bug_fix(record):
                    continue
                for affected in record.get("affected", []):
                    package = affected.get("package") or {}
                    if package.get("ecosystem") == self.ecosystem(kind):
                        key = (kind, canonical(kind, package.get("name", "")))
                        self.osv.setdefault(key, []).append((record, affected))

    def ecosystem(self, kind):
        """OSV's name for the packages of a kind, with the image's release."""
        version = self.release.get("VERSION_ID", "")
        if kind == "deb":
            return "Debian:" + version if self.release.get("ID") == "debian" else "none"
        if kind == "apk":
            return "Alpine:v" + ".".join(version.split(".")[:2]) if self.release.get("ID") == "alpine" else "none"
        if kind == "rpm":
            return "AlmaLinux:" + version.split(".")[0] if self.release.get("ID") == "almalinux" else "none"
        return OSV_OF[kind]

    def _secdb(self, directory):
        branch = "v" + ".".join(self.release["VERSION_ID"].split(".")[:2])
        for name in ("main", "community"):
            path = os.path.join(directory, "alpine", branch, name + ".json.gz")
            if os.path.exists(path):
                with gzip.open(path) as feed:
                    for entry in json.load(feed)["packages"]:
                        self.secdb.setdefault(entry["pkg"]["name"], []).append(entry["pkg"]["secfixes"])

    def findings(self, package, orders):
        """(id, other ids, feed) of every record that matches; (id, None, feed) of one that can't be evaluated."""
        yield from self._tracker_findings(package, orders)
        yield from self._secdb_findings(package, orders)
        yield from self._osv_findings(package, orders)

    def _tracker_findings(self, package, orders):
        if package.kind != "deb" or not self.tracker:
            return
        codename = CODENAMES.get(self.release.get("VERSION_ID", ""), self.release.get("VERSION_CODENAME"))
        for cve, entry in self.tracker.get(package.source, {}).items():
            row = entry["releases"].get(codename)
            if not row:
                continue
            fixed = row.get("fixed_version")
            if row["status"] == "resolved" and fixed:
                matches = fixed != "0" and orders.compare("deb", package.source_version, fixed) < 0
            else:
                matches = row["status"] == "open"
            if matches:
                yield cve, (), "debian-tracker"

    def _secdb_findings(self, package, orders):
        if package.kind != "apk":
            return
        for secfixes in self.secdb.get(package.source, []):
            for fixed, texts in secfixes.items():
                if fixed == "0":
                    continue
                ids = [word for text in texts for word in text.split() if re.fullmatch(r"[A-Z][A-Z0-9]*-[\w.:-]*\d[\w.:-]*", word)]
                try:
                    if orders.compare("apk", package.source_version, fixed) < 0:
                        for each in ids:
                            yield each, (), "secdb"
                except Unreadable:
                    for each in ids:
                        yield each, None, "secdb"

    def _osv_findings(self, package, orders):
        by_source = package.kind in ("deb", "apk")
        name = package.source if by_source else package.name
        version = package.source_version if by_source else package.version
        for record, affected in self.osv.get((package.kind, canonical(package.kind, name)), []):
            if package.kind == "rpm" and not same_stream(record, affected, package):
                continue
            # An erratum's CVEs are `related` at AlmaLinux, `upstream` elsewhere; both are the flaws that it mends.
            others = tuple(record.get("aliases", [])) + tuple(record.get("upstream", []))
            others += tuple(record.get("related", [])) if package.kind == "rpm" else ()
            try:
                if matches(affected, package.kind, version, orders):
                    yield record["id"], others, "osv"
            except Unreadable:
                yield record["id"], None, "osv"


def canonical(kind, name):
    return re.sub(r"[-_.]+", "-", name).lower() if kind == "pypi" else name


def same_stream(record, affected, package):
    """The records have no field for modules: fixed versions and the title tell."""
    modular = any(".module" in event.get("fixed", "") for r in affected.get("ranges", []) for event in r["events"])
    if not modular:
        return not package.module
    named = re.search(r"([\w.+-]+:[\w.+-]+)", record.get("summary", "").split(" ", 1)[-1])
    return bool(package.module) and (not named or named.group(1) == package.module)


def matches(affected, kind, version, orders):
    """OSV's evaluation: listed, or within a range."""
    if version in affected.get("versions", []):
        return True
    if not version:
        raise Unreadable("no version")
    return any(in_range(r["events"], kind, version, orders)
               for r in affected.get("ranges", []) if r["type"] in ("ECOSYSTEM", "SEMVER"))


def in_range(events, kind, version, orders):
    """Each introduced opens an interval; the lowest fixed above it, or last_affected not below it, closes it."""
    compare = lambda a, b: -1 if b != "0" and a == "0" else 1 if a != "0" and b == "0" else orders.compare(kind, a, b)
    fixed = [e["fixed"] for e in events if "fixed" in e]
    last = [e["last_affected"] for e in events if "last_affected" in e]
    limits = [e["limit"] for e in events if "limit" in e and e["limit"] != "*"]
    if limits and all(compare(version, limit) >= 0 for limit in limits):
        return False
    for introduced in (e["introduced"] for e in events if "introduced" in e):
        # Introduced and fixed before all versions: how Alpine's records say that a package never was affected.
        if compare(version, introduced) < 0 or (introduced == "0" and "0" in fixed):
            continue
        ended = any(compare(introduced, f) < 0 and compare(version, f) >= 0 for f in fixed)
        ended = ended or any(compare(introduced, l) <= 0 and compare(version, l) > 0 for l in last)
        if not ended:
            return True
    return False
