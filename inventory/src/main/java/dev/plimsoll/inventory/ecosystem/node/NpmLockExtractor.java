package dev.plimsoll.inventory.ecosystem.node;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.ReadAs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * npm's lock files of versions 1, 2 and 3. Version 2 says everything twice: its {@code packages} count, its {@code dependencies} are
 * for old clients.
 *
 * @see <a href="https://docs.npmjs.com/cli/configuring-npm/package-lock-json">package-lock.json</a>
 */
final class NpmLockExtractor implements Extractor {
    private static final int NEWEST = 3;

    private final JsonStreams streams = new JsonStreams();

    @Override
    public String id() {
        return "node-npm-lock";
    }

    @Override
    public ReadAs reads() {
        return ReadAs.SOURCE;
    }

    @Override
    public Want wants(String path, long size, int mode) {
        boolean lock =
                PackagePaths.isNamed(path, "package-lock.json") || PackagePaths.isNamed(path, "npm-shrinkwrap.json");
        return lock && !PackagePaths.isInModules(path) ? Want.CONTENT : Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        NpmComponents components = new NpmComponents(input, output);
        Lock lock = streams.read(input, NpmLockExtractor::read);
        if (lock.version > NEWEST) {
            components.gap(
                    Gap.Reason.UNSUPPORTED,
                    "lock files of version " + lock.version + " can't be read, only 1 to " + NEWEST);
            return;
        }
        // Development marks each place of a package; what is needed otherwise at one place is needed.
        Map<LockedPackage, Boolean> development = new LinkedHashMap<>();
        for (LockedPackage each : lock.packagesSeen ? lock.packages : lock.dependencies) {
            development.merge(
                    new LockedPackage(each.name(), each.version(), false), each.development(), Boolean::logicalAnd);
        }
        development.forEach((each, only) -> components.addLocked(each.name(), each.version(), only));
    }

    private static final class Lock {
        int version = 1;
        boolean packagesSeen;
        final List<LockedPackage> packages = new ArrayList<>();
        final List<LockedPackage> dependencies = new ArrayList<>();
    }

    private static Lock read(JsonParser parser) throws IOException {
        Lock lock = new Lock();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("lockfileVersion") && value == JsonToken.VALUE_NUMBER_INT) {
                lock.version = parser.getIntValue();
            } else if (field.equals("packages") && value == JsonToken.START_OBJECT) {
                lock.packagesSeen = true;
                readPackages(parser, lock.packages);
            } else if (field.equals("dependencies") && value == JsonToken.START_OBJECT) {
                readDependencies(parser, lock.dependencies);
            } else {
                parser.skipChildren();
            }
        }
        return lock;
    }

    /** By the path at which each is installed; what lies outside of node_modules is the project's own. */
    private static void readPackages(JsonParser parser, List<LockedPackage> packages) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String path = parser.currentName();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("package '" + path + "' is not an object");
            }
            LockedPackage.Reader entry = new LockedPackage.Reader();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                entry.readField(parser);
            }
            if (PackagePaths.isInModules(path) && !entry.link()) {
                packages.add(entry.atPath(path));
            }
        }
    }

    /** By name, with those of their own nested; the depth of JSON bounds the nesting. */
    private static void readDependencies(JsonParser parser, List<LockedPackage> packages) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("dependency '" + name + "' is not an object");
            }
            LockedPackage.Reader entry = new LockedPackage.Reader();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                if (parser.currentName().equals("dependencies")) {
                    if (parser.nextToken() == JsonToken.START_OBJECT) {
                        readDependencies(parser, packages);
                    } else {
                        parser.skipChildren();
                    }
                } else {
                    entry.readField(parser);
                }
            }
            packages.add(entry.named(name));
        }
    }
}
