"""Version orders, each by its ecosystem's own program or library; comparisons are collected and made in batches."""
import functools
import glob
import json
import os
import re
import subprocess

try:
    import packaging.version
except ImportError:  # pip brings its own copy, where the package is not installed
    from pip._vendor import packaging
    import pip._vendor.packaging.version


class Unreadable(Exception):
    pass


class Orders:
    def __init__(self):
        self.known = {}
        self.wanted = {}

    def compare(self, kind, a, b):
        """-1, 0 or 1. The first pass over a question only notes it; see settle()."""
        key = (kind, a, b)
        if key in self.known:
            result = self.known[key]
            if result is None:
                raise Unreadable(f"{kind}: {a} or {b}")
            return result
        self.wanted.setdefault(kind, set()).add((a, b))
        return 0

    def settle(self):
        """Answers all noted questions; False if there were none."""
        pending, self.wanted = self.wanted, {}
        for kind, pairs in pending.items():
            pairs = sorted(pairs)
            for pair, result in zip(pairs, BATCHES[kind](pairs), strict=True):
                self.known[(kind, *pair)] = result
        return bool(pending)


def deb(pairs):
    for a, b in pairs:
        yield deb_compare(a, b)


def deb_compare(a, b):
    """Debian policy 5.6.12; check_deb() holds it against dpkg itself."""
    (ea, ua, ra), (eb, ub, rb) = deb_parts(a), deb_parts(b)
    return sign(ea - eb) or deb_text(ua, ub) or deb_text(ra, rb)


def deb_parts(version):
    epoch, colon, rest = version.partition(":")
    if not colon:
        epoch, rest = "0", version
    upstream, dash, revision = rest.rpartition("-")
    return int(epoch), (upstream if dash else rest), (revision if dash else "0")


def deb_text(a, b):
    order = lambda c: -1 if c == "~" else ord(c) if c.isalpha() else ord(c) + 256
    while a or b:
        na, nb = re.match(r"\D*", a).group(), re.match(r"\D*", b).group()
        for i in range(max(len(na), len(nb))):
            ca, cb = (order(na[i]) if i < len(na) else 0), (order(nb[i]) if i < len(nb) else 0)
            if ca != cb:
                return sign(ca - cb)
        a, b = a[len(na):], b[len(nb):]
        da, db = re.match(r"\d*", a).group(), re.match(r"\d*", b).group()
        if int(da or 0) != int(db or 0):
            return sign(int(da or 0) - int(db or 0))
        a, b = a[len(da):], b[len(db):]
    return 0


def check_deb(pairs):
    """Differences from dpkg --compare-versions, which is too slow to ask every time."""
    for a, b in pairs:
        for word, wanted in (("lt", -1), ("eq", 0), ("gt", 1)):
            says = subprocess.run(["dpkg", "--compare-versions", a, word, b], capture_output=True).returncode == 0
            if says != (deb_compare(a, b) == wanted):
                yield a, b


def rpm(pairs):
    """Epoch, version and release, each by rpm's own vercmp."""
    program = ["local function c(a, b) return math.floor(rpm.vercmp(a, b)) end"]
    for a, b in pairs:
        (ea, va, ra), (eb, vb, rb) = rpm_parts(a), rpm_parts(b)
        program.append(f"local r = {sign(ea - eb)} if r == 0 then r = c({json.dumps(va)}, {json.dumps(vb)}) end "
                       f"if r == 0 then r = c({json.dumps(ra)}, {json.dumps(rb)}) end print(r .. \" \")")
    # A Lua chunk has at most 200 locals, so each pair has its own block.
    text = program[0] + "\n" + "\n".join(f"do {line} end" for line in program[1:])
    results = []
    for start in range(0, len(pairs), 500):
        part = program[0] + "\n" + "\n".join(f"do {line} end" for line in program[1 + start:501 + start])
        shown = subprocess.run(["rpm", "--eval", "%{lua:" + part + "}"], check=True, capture_output=True, text=True).stdout
        results += [int(line) for line in shown.split()]
    return results


def rpm_parts(version):
    epoch, colon, rest = version.partition(":")
    if not colon:
        epoch, rest = "0", version
    name, _, release = rest.partition("-")
    return int(epoch), name, release


def pypi(pairs):
    for a, b in pairs:
        try:
            va, vb = packaging.version.Version(a), packaging.version.Version(b)
            yield (va > vb) - (va < vb)
        except packaging.version.InvalidVersion:
            yield None


SEMVER = """
const fs = require('fs'), semver = require(process.argv[1]);
for (const [a, b] of JSON.parse(fs.readFileSync(0))) {
  try { console.log(semver.compare(a, b, true)); } catch (e) { console.log('none'); }
}
"""


def semver(pairs):
    if not pairs:
        return []
    places = glob.glob("/usr/lib/node_modules/npm/node_modules/semver") + glob.glob("/usr/share/nodejs/semver") \
        + glob.glob("/usr/share/node_modules/semver") + glob.glob(os.path.expanduser("~/.local/lib/node_modules/npm/node_modules/semver"))
    shown = subprocess.run(["node", "-e", SEMVER, places[0]], input=json.dumps([[whole(a), whole(b)] for a, b in pairs]),
                           check=True, capture_output=True, text=True).stdout
    return [None if line == "none" else int(line) for line in shown.split()]


def whole(version):
    """OSV writes bounds such as 0 and 1.2; semver itself wants three numbers."""
    text = version.removeprefix("v")
    match = re.fullmatch(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?((?:rc|beta)\d+)?(.*)", text)
    if not match or (match[3] is None and match[5]):
        return text
    pre = "-" + re.sub(r"(\D+)(\d+)", r"\1.\2", match[4]) if match[4] else ""
    return f"{match[1]}.{match[2] or 0}.{match[3] or 0}{pre}{match[5]}"


def maven(pairs):
    """By the main method of Maven's ComparableVersion, which compares its arguments one after the other."""
    jars = sorted(glob.glob("/usr/share/maven/lib/maven-artifact-3*.jar")
                  + glob.glob(os.path.expanduser("~/.m2/repository/org/apache/maven/maven-artifact/3.9*/maven-artifact-3*.jar")))
    libraries = glob.glob("/usr/share/maven/lib/*commons-lang3*.jar")
    results = []
    for start in range(0, len(pairs), 500):
        words = [version for pair in pairs[start:start + 500] for version in pair]
        shown = subprocess.run(["java", "-cp", ":".join(jars[-1:] + libraries),
                                "org.apache.maven.artifact.versioning.ComparableVersion", *words],
                               check=True, capture_output=True, text=True).stdout
        compared = [line.strip() for line in shown.splitlines() if re.fullmatch(r"   .* (<|==|>) .*", line)]
        for i in range(0, len(compared), 2):
            a, b = words[i], words[i + 1]
            results.append({f"{a} < {b}": -1, f"{a} == {b}": 0, f"{a} > {b}": 1}[compared[i]])
    return results


APK = re.compile(r"(\d+)((?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(~[0-9a-f]+)?(?:-r(\d+))?")
SUFFIXES = {"alpha": -4, "beta": -3, "pre": -2, "rc": -1, "cvs": 1, "svn": 2, "git": 3, "hg": 4, "p": 5}


def apk(pairs):
    for a, b in pairs:
        ka, kb = apk_key(a), apk_key(b)
        yield None if ka is None or kb is None else (ka > kb) - (ka < kb)


@functools.cache
def apk_key(version):
    match = APK.fullmatch(version)
    if not match:
        return None
    numbers = [(1, int(match[1]), "")]
    for part in match[2].split(".")[1:]:
        # As in apk-tools, a part with a leading zero is a decimal fraction.
        numbers.append((0, 0, part) if part.startswith("0") and len(part) > 1 else (1, int(part), ""))
    suffixes = [(SUFFIXES[s], int(n or 0)) for s, n in re.findall(r"_([a-z]+)(\d*)", match[4])] + [(0, 0)]
    return numbers, match[3], suffixes, int(match[6] or 0)


def sign(number):
    return (number > 0) - (number < 0)


BATCHES = {"deb": deb, "rpm": rpm, "pypi": pypi, "npm": semver, "golang": semver, "maven": maven, "apk": apk}
