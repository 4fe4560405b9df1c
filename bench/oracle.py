#!/usr/bin/env python3
"""Recomputes every finding of a scan from the raw feeds, and prints each difference, in both directions.

  bench/oracle.py IMAGE.tar --advisories DIR [--report plimsoll.json] [--list]

IMAGE.tar is a docker-archive; DIR has the feeds as published (osv/NAME/all.zip, debian/, alpine/). Without a report the
oracle's own findings are printed. Exits 1 if a difference has no explanation. Needs dpkg, rpm, go, node with npm, java with
Maven's libraries, and the Python package `packaging`, as far as the image has packages of these kinds.
"""
import argparse
import collections
import json
import random
import re
import sys
import tempfile

from recount.feeds import Feeds
from recount.packages import read
from recount.report import Report
from recount.versions import Orders, check_deb


# Reasons for not judging that say nothing of the package: the scan had no store, or another one than the oracle has.
WITHOUT_LOOKING = ("no-source", "not-asked", "source-failed")
# Says that more may be known elsewhere; what the feeds have is found all the same.
PAST_ITS_END = "end-of-life"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("image")
    parser.add_argument("--advisories", required=True)
    parser.add_argument("--report")
    parser.add_argument("--list", action="store_true", help="print the oracle's findings as JSON lines")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        packages, release = read(options.image, scratch)
    found, unreadable = recount(packages, Feeds(options.advisories, release, {p.kind for p in packages}))
    counts = collections.Counter(p.kind for p in packages)
    print(f"oracle: {release.get('ID', 'no distribution')} {release.get('VERSION_ID', '')}; packages "
          + ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items())) + f"; {sum(map(len, found.values()))} matching records")
    if options.list:
        for where, records in sorted(found.items()):
            for record, (others, feed) in sorted(records.items()):
                print(json.dumps({"package": where, "record": record, "others": others, "feed": feed}))
    if options.report:
        sys.exit(1 if compare(places(packages), found, unreadable, Report(options.report)) else 0)


def key(package):
    name = re.sub(r"[-_.]+", "-", package.name).lower() if package.kind == "pypi" else package.name
    # Go's "(devel)" is the word for no version.
    return package.kind, name, "" if package.version == "(devel)" else package.version


def places(packages):
    """Where each package lies."""
    result = collections.defaultdict(set)
    for package in packages:
        result[key(package)].add(package.place)
    return result


def recount(packages, feeds):
    """What matches: notes the version comparisons it needs, has them made in batches, and goes on until none is new."""
    orders = Orders()
    while True:
        found, unreadable = {}, {}
        for package in packages:
            for record, others, feed in feeds.findings(package, orders):
                if others is None:
                    unreadable.setdefault(key(package), set()).add(record)
                else:
                    found.setdefault(key(package), {})[record] = (others, feed)
        if not orders.settle():
            break
    pairs = [(a, b) for kind, a, b in orders.known if kind == "deb"]
    for a, b in check_deb(random.Random(1).sample(pairs, min(100, len(pairs)))):
        sys.exit(f"oracle: its Debian order differs from dpkg's for {a} and {b}")
    return found, unreadable


def compare(packages, found, unreadable, report):
    """Prints the differences by category; the number of those that nothing explains."""
    categories = collections.defaultdict(list)
    ours = set(report.components)
    for where in sorted(packages.keys() - ours):
        # Said to be there and unjudged, at each place where the oracle sees it.
        stated = packages[where] <= report.unidentified
        categories["explained: reported as unidentified, at the same places" if stated else
                   "UNEXPLAINED package of the oracle only"].append(where)
    for where in sorted(ours - packages.keys()):
        categories[extra_package(where)].append(where)
    for where, records in sorted(found.items()):
        for record, (others, feed) in sorted(records.items()):
            category = missing(where, record, others, report, ours)
            if category:
                categories[category].append((*where, record, feed))
    for where, records in sorted(report.records.items()):
        for record, (feed, ids) in sorted(records.items()):
            if where in packages and record not in found.get(where, {}) and not ids & set(found.get(where, {})):
                categories[extra(where, record, feed, unreadable)].append((*where, record, feed))
    agreed = sum(1 for where, records in found.items() for record, (others, _) in records.items()
                 if not missing(where, record, others, report, ours))
    print(f"{agreed} records agree")
    for name, differences in sorted(categories.items()):
        print(f"{len(differences):6} {name}")
        for difference in differences[:20 if name.startswith("UNEXPLAINED") else 3]:
            print("         " + " ".join(map(str, difference)))
    return sum(len(d) for name, d in categories.items() if name.startswith("UNEXPLAINED"))


def missing(where, record, others, report, ours):
    """Why a record that matches is not among our findings; empty if it is."""
    ids = {record, *others}
    if ids & report.found.get(where, set()):
        return ""
    if ids & report.suppressed.get(where, set()):
        return "explained: listed as suppressed"
    if where not in ours:
        return "explained: its package is a difference of its own, above"
    if where in report.owned:
        return "explained: judged as the distribution's package that owns it"
    if record in report.unreadable.get(where, set()):
        return "explained: we say that we can't read the record"
    if report.not_judged.get(where) in WITHOUT_LOOKING:
        # The feed lies before us: a scan that did not look into it proves nothing, however honestly it says so.
        return "UNEXPLAINED record of the oracle only: not judged, though the feeds given here cover it"
    if where in report.not_judged and report.not_judged[where] != PAST_ITS_END:
        return "explained: we say that it is not judged (" + str(report.not_judged[where]) + ")"
    return "UNEXPLAINED record of the oracle only"


def extra(where, record, feed, unreadable):
    if feed.startswith("debian-archive"):
        return "explained: by the live archive, which the oracle does not ask"
    if record in unreadable.get(where, set()):
        return "explained: the oracle can't read a version in the record"
    return "UNEXPLAINED record of ours only"


def extra_package(where):
    if where[0] not in ("deb", "apk", "rpm", "maven", "npm", "pypi", "golang"):
        return "explained: package of a kind the oracle does not list"
    if where[0] == "maven":
        return "explained: jar whose coordinate was proved, and is not in this machine's Maven repository"
    return "UNEXPLAINED package of ours only"


if __name__ == "__main__":
    main()
