package dev.plimsoll.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.inventory.PackageKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the JSON of Alpine's security database, a form that Wolfi and Chainguard publish in too: for each source package the versions
 * that fixed flaws. Version {@code 0} means that the package was never affected.
 *
 * @see <a href="https://secdb.alpinelinux.org/">secdb.alpinelinux.org</a>
 */
public final class SecdbReader {
    private final String feed;
    private final String ecosystem;
    private final String file;
    private final FeedSink sink;

    /** @param ecosystem of every row, such as {@code Alpine:v3.19} */
    public SecdbReader(String feed, String ecosystem, String file, FeedSink sink) {
        this.feed = feed;
        this.ecosystem = ecosystem;
        this.file = file;
        this.sink = sink;
    }

    /** Reads a whole file; does not close it. */
    public void read(InputStream content) throws IOException {
        boolean[] isFound = new boolean[1];
        SafeJson.within(Limits.DEFAULT).readMembers(content, file, true, (name, value) -> {
            if (name.equals("packages")) {
                isFound[0] = true;
                value.elements(element -> read(element.path("pkg")));
            }
        });
        if (!isFound[0]) {
            throw new IOException(file + " has no list of packages: not a security database");
        }
        sink.covers(ecosystem);
    }

    private void read(JsonNode pkg) throws IOException {
        JsonNode name = pkg.path("name");
        JsonNode fixes = pkg.path("secfixes");
        if (!name.isTextual() || name.textValue().isBlank() || !fixes.isObject()) {
            skip(name.asText("a package"), "no name, or no secfixes");
            return;
        }
        PackageKey key = new PackageKey(ecosystem, PackageKey.Kind.SOURCE, name.textValue());
        for (Map.Entry<String, JsonNode> fix : fixes.properties()) {
            if (!fix.getValue().isArray() || fix.getKey().isBlank()) {
                skip(key.name() + " " + fix.getKey(), "no list of flaws");
                continue;
            }
            for (SecdbIds ids : SecdbIds.of(fix.getValue(), text -> skip(key.name() + " " + fix.getKey(), text))) {
                sink.advisory(advisory(key, fix.getKey(), ids));
            }
        }
    }

    private Advisory advisory(PackageKey key, String fixed, SecdbIds ids) {
        boolean isNever = fixed.equals("0");
        Affected affected = new Affected(
                key,
                isNever ? List.of() : List.of(VersionRange.before(fixed)),
                List.of(),
                isNever ? FixState.NOT_AFFECTED : FixState.FIXED,
                "",
                List.of());
        return new Advisory(
                ids.id(),
                feed,
                ids.aliases(),
                List.of(),
                "",
                List.of(affected),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "");
    }

    private void skip(String record, String reason) {
        sink.skipped(new SkippedRecord(file, record, reason));
    }
}
