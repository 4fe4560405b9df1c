package dev.plimsoll.build.lock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.debian.LockedPackage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a lock file, which people may have edited or merged badly: what is not whole is refused. */
final class LockReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
    private static final Pattern FILENAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+.~_%:/-]*");

    private final Path file;

    LockReader(Path file) {
        this.file = file;
    }

    Map<String, Lock> read(JsonNode tree) {
        if (tree.path("version").asInt(0) != LockFile.VERSION) {
            throw wrong("its version is not " + LockFile.VERSION);
        }
        Map<String, Lock> locks = new TreeMap<>();
        tree.path("platforms").properties().forEach(each -> locks.put(each.getKey(), lock(each.getValue())));
        return locks;
    }

    private Lock lock(JsonNode node) {
        JsonNode asked = node.path("request");
        LockRequest request = new LockRequest(
                text(asked, "release"),
                texts(asked, "suites"),
                texts(asked, "components"),
                texts(asked, "packages"),
                texts(asked, "pin"),
                asked.path("recommends").asBoolean(false));
        List<LockedSuite> suites = new ArrayList<>();
        node.path("suites").forEach(each -> suites.add(suite(each)));
        List<LockedPackage> packages = new ArrayList<>();
        node.path("packages").forEach(each -> packages.add(locked(each)));
        if (suites.isEmpty() || packages.isEmpty()) {
            throw wrong("it names no " + (suites.isEmpty() ? "suites" : "packages"));
        }
        return new Lock(request, suites, packages);
    }

    private LockedSuite suite(JsonNode node) {
        try {
            return new LockedSuite(
                    text(node, "name"), Instant.parse(text(node, "date")), digest(text(node, "in-release")));
        } catch (DateTimeParseException e) {
            throw wrong("'" + text(node, "date") + "' is no date");
        }
    }

    private LockedPackage locked(JsonNode node) {
        String name = text(node, "name");
        String filename = text(node, "filename");
        if (!NAME.matcher(name).matches()) {
            throw wrong("'" + name + "' is no name of a package");
        }
        if (!FILENAME.matcher(filename).matches() || filename.contains("..")) {
            throw wrong("'" + filename + "' is no file of an archive");
        }
        long size = node.path("size").asLong(-1);
        if (size <= 0) {
            throw wrong("the size of " + name + " is missing");
        }
        return new LockedPackage(
                name,
                text(node, "version"),
                text(node, "architecture"),
                text(node, "suite"),
                filename,
                digest("sha256:" + text(node, "sha256")),
                size);
    }

    private List<String> texts(JsonNode node, String member) {
        List<String> texts = new ArrayList<>();
        node.path(member).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private String text(JsonNode node, String member) {
        String text = node.path(member).asText("");
        if (text.isEmpty()) {
            throw wrong("'" + member + "' is missing");
        }
        return text;
    }

    private Digest digest(String text) {
        Optional<Digest> digest = Digest.parse(text);
        return digest.orElseThrow(() -> wrong("'" + text + "' is no digest"));
    }

    private PlimsollException wrong(String why) {
        return new PlimsollException(
                ErrorCode.USAGE,
                file + " is no lock that can be used: " + SafeText.oneLine(why, 300) + "; make it anew with --lock");
    }
}
