#!/usr/bin/env python3
"""Holds the oracle itself to what it claims: python3 bench/oracle_test.py"""
import contextlib
import io
import json
import tempfile
import unittest

import oracle
from recount import feeds, versions
from recount.packages import Package
from recount.report import Report

WHERE = ("deb", "libssl3", "3.0.9-1")


def report(ids, listed=True, unidentified=(), level="judged", reason="none"):
    component = {"ecosystem": "dpkg", "name": "libssl3", "version": "3.0.9-1", "coverage": {"level": level, "reason": reason}}
    finding = lambda i: {"id": i, "aliases": [], "component": 0, "evidence": [{"advisory": i, "feed": "debian-tracker"}]}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as out:
        json.dump({"schemaVersion": "1.0", "components": [component] if listed else [], "suppressed": [],
                   "unidentified": [{"path": p} for p in unidentified],
                   "findings": [finding(i) for i in ids]}, out)
        out.flush()
        return Report(out.name)


def unexplained(ids, found):
    with contextlib.redirect_stdout(io.StringIO()):
        return oracle.compare({WHERE: {"a.jar"}}, {WHERE: {i: ((), "debian-tracker") for i in found}}, {}, report(ids))


class Differences(unittest.TestCase):
    def test_none_where_both_agree(self):
        self.assertEqual(unexplained(["CVE-1"], ["CVE-1"]), 0)

    def test_found_in_both_directions(self):
        self.assertEqual(unexplained([], ["CVE-1"]), 1)
        self.assertEqual(unexplained(["CVE-1"], []), 1)

    def test_what_we_say_is_not_judged_is_explained(self):
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(oracle.compare({WHERE: {"a.jar"}}, {WHERE: {"CVE-1": ((), "x")}}, {}, report([], level="not-judged", reason="lineage")), 0)

    def test_a_scan_without_a_store_does_not_pass(self):
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(oracle.compare({WHERE: {"a.jar"}}, {WHERE: {"CVE-1": ((), "x")}}, {},
                                            report([], level="not-judged", reason="no-source")), 1)

    def test_past_its_end_of_life_what_was_published_is_still_found(self):
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(oracle.compare({WHERE: {"a.jar"}}, {WHERE: {"CVE-1": ((), "x")}}, {},
                                            report([], level="not-judged", reason="end-of-life")), 1)

    def test_a_package_that_is_not_listed_is_one(self):
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(oracle.compare({WHERE: {"a.jar"}}, {}, {}, report([], listed=False)), 1)
            self.assertEqual(oracle.compare({WHERE: {"a.jar"}}, {}, {}, report([], listed=False, unidentified=["a.jar"])), 0)
            self.assertEqual(oracle.compare({WHERE: {"a.jar", "b.jar"}}, {}, {}, report([], listed=False, unidentified=["a.jar"])), 1)


class Orders(unittest.TestCase):
    def order(self, kind, *ascending):
        orders = versions.Orders()
        pairs = [(a, b) for i, a in enumerate(ascending) for b in ascending[i + 1:]]
        for a, b in pairs:
            orders.compare(kind, a, b)
        orders.settle()
        self.assertEqual([p for p in pairs if orders.compare(kind, *p) != -1], [])

    def test_each_kind(self):
        self.order("deb", "1.0~rc1", "1.0", "1.0-1", "1.0-1+b1", "1:0.1")
        self.order("rpm", "1.0~rc1-1", "1.0-1", "1.0-2.el9", "1.0^git1-1", "1.0.1-1", "1:0.1-1")
        self.order("pypi", "1.0.dev1", "1.0a1", "1.0rc1", "1.0", "1.0.post1", "1!0.1")
        self.order("npm", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0", "1.2", "1.10.0")
        self.order("golang", "v0.0.0-20200622213623-75b288015ac9", "v0.1.0", "1.20rc1", "1.20", "1.20.1")
        self.order("maven", "1.0-alpha-1", "1.0-SNAPSHOT", "1.0", "1.0-sp", "1.0.1", "1.10")
        self.order("apk", "1.2_alpha1", "1.2_rc1", "1.2", "1.2-r1", "1.2_p1", "1.2.01", "1.2.1", "1.2.3a", "1.10")

    def test_debians_is_dpkgs(self):
        words = ["1.0", "1.0-1", "1.0~rc1", "1:0", "2.0+dfsg-1", "2.0-1", "1.0a", "1.0.1", "0~~", "0~"]
        self.assertEqual(list(versions.check_deb([(a, b) for a in words for b in words])), [])


class Ranges(unittest.TestCase):
    def matches(self, version, *events, versions_listed=()):
        affected = {"versions": list(versions_listed), "ranges": [{"type": "ECOSYSTEM", "events": list(events)}]}
        orders = versions.Orders()
        while True:
            result = feeds.matches(affected, "pypi", version, orders)
            if not orders.settle():
                return result

    def test_as_osv_says(self):
        two = ({"introduced": "0"}, {"fixed": "1.5"}, {"introduced": "2.0"}, {"fixed": "2.3"})
        self.assertEqual([v for v in ("1.0", "1.5", "1.9", "2.0", "2.2", "2.3", "9") if self.matches(v, *two)], ["1.0", "2.0", "2.2"])
        last = ({"introduced": "1.0"}, {"last_affected": "1.5"})
        self.assertEqual([v for v in ("0.9", "1.0", "1.5", "1.5.1") if self.matches(v, *last)], ["1.0", "1.5"])
        self.assertTrue(self.matches("7", {"introduced": "0"}))
        self.assertFalse(self.matches("7", {"introduced": "0"}, {"fixed": "0"}))
        self.assertTrue(self.matches("odd", versions_listed=["odd"]))

    def test_a_module_stream_is_its_own(self):
        record = {"summary": "Important: nodejs:18 security update"}
        modular = {"ranges": [{"events": [{"introduced": "0"}, {"fixed": "1:18.18.2-2.module_el9+1"}]}]}
        package = lambda stream: Package("rpm", "nodejs", "1:18-1", "", "", stream, "")
        self.assertTrue(feeds.same_stream(record, modular, package("nodejs:18")))
        self.assertFalse(feeds.same_stream(record, modular, package("nodejs:20")))
        self.assertFalse(feeds.same_stream(record, modular, package("")))


if __name__ == "__main__":
    unittest.main()
