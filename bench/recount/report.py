"""What a Plimsoll report says; the only place that knows its schema (docs/report-schema.json, version 1)."""
import json
import re

KINDS = {"dpkg": "deb", "apk": "apk", "rpm": "rpm", "java": "maven", "node": "npm", "python": "pypi", "go": "golang"}


class Report:
    def __init__(self, path):
        with open(path) as content:
            document = json.load(content)
        if not document["schemaVersion"].startswith("1."):
            raise SystemExit(f"{path}: schema {document['schemaVersion']} is not known here")
        self.components = [key(c) for c in document["components"]]
        # (kind, name, version) -> ids under which flaws are reported, with the records that prove them
        self.found, self.records, self.suppressed, self.unreadable, self.owned, self.not_judged = {}, {}, {}, {}, {}, {}
        self.unidentified = {piece["path"] for piece in document["unidentified"]}
        for finding in document["findings"]:
            self._add(finding, self.found)
        for finding in document["suppressed"]:
            self._add(finding, self.suppressed)
        for component in document["components"]:
            where = key(component)
            self.unreadable.setdefault(where, set()).update(component.get("unreadable", []))
            if "owner" in component:
                self.owned[where] = component["owner"]
            if component["coverage"]["level"] == "not-judged":
                self.not_judged[where] = component["coverage"]["reason"]

    def _add(self, finding, into):
        where = self.components[finding["component"]]
        ids = {finding["id"], *finding["aliases"], *(e["advisory"] for e in finding["evidence"])}
        into.setdefault(where, set()).update(ids)
        for evidence in finding["evidence"]:
            self.records.setdefault(where, {}).setdefault(evidence["advisory"], (evidence["feed"], ids))


def key(component):
    kind = KINDS.get(component["ecosystem"], component["ecosystem"])
    name = component["name"]
    if kind == "pypi":
        name = re.sub(r"[-_.]+", "-", name).lower()
    version = component["version"]
    if kind == "golang" and name == "stdlib":
        version = version.removeprefix("go").removeprefix("v")
    return kind, name, version
