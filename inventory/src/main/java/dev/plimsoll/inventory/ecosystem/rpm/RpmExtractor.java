package dev.plimsoll.inventory.ecosystem.rpm;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.OwnFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Installed packages, from an rpm database in its SQLite form; the two older forms are named as gaps. */
final class RpmExtractor implements Extractor {
    static final List<String> DIRECTORIES = List.of("var/lib/rpm/", "usr/lib/sysimage/rpm/", "usr/share/rpm/");
    static final String SQLITE = "rpmdb.sqlite";
    private static final String LOG = "rpmdb.sqlite-wal";
    private static final String BERKELEY = "Packages";
    private static final String NDB = "Packages.db";

    @Override
    public String id() {
        return "rpm-database";
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return isDatabaseFile(path, SQLITE)
                        || isDatabaseFile(path, LOG)
                        || isDatabaseFile(path, BERKELEY)
                        || isDatabaseFile(path, NDB)
                ? Want.CONTENT
                : Want.NOTHING;
    }

    @Override
    public boolean startsAt(String path) {
        return !path.endsWith(LOG);
    }

    private static boolean isDatabaseFile(String path, String name) {
        if (!path.endsWith(name)) {
            return false;
        }
        for (String directory : DIRECTORIES) {
            if (path.length() == directory.length() + name.length() && path.startsWith(directory)) {
                return true;
            }
        }
        return false;
    }

    /** The write-ahead log beside a database. */
    static Optional<FileContent> log(FileTree tree, String database) {
        return tree.entry(database + "-wal").flatMap(tree::content);
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        String path = input.entry().path();
        if (!path.endsWith(SQLITE)) {
            requireReadable(input);
            String form = path.endsWith(NDB) ? "ndb" : "Berkeley DB";
            output.gap(gap(
                    input,
                    Gap.Reason.UNSUPPORTED,
                    "an rpm database in its " + form + " form, which can't be read yet; its packages are not known"));
            return;
        }
        new RpmDatabase(input.tempFiles(), input.limits())
                .read(input.content(), log(input.tree(), path), path, header -> read(header, input, output));
    }

    private static void requireReadable(ExtractorInput input) throws IOException {
        input.content().stream().close();
    }

    /** One bad header costs only its package. */
    private static void read(byte[] bytes, ExtractorInput input, ExtractorOutput output) {
        try {
            RpmHeader header = new RpmHeader(bytes);
            RpmPackage installed = RpmPackage.of(header);
            if (installed.isKey()) {
                return;
            }
            if (installed.name().isEmpty() || installed.version().isEmpty()) {
                throw new IOException("a package without a " + (installed.name().isEmpty() ? "name" : "version"));
            }
            output.component(component(installed, input).withLocations(locations(header, input, output)));
        } catch (IOException e) {
            output.gap(gap(input, Gap.Reason.CORRUPT, String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            output.gap(gap(input, Gap.Reason.CORRUPT, "a package has a name that no package can have"));
        }
    }

    /** A header with a bad list of files still says what is installed. */
    private static List<Location> locations(RpmHeader header, ExtractorInput input, ExtractorOutput output) {
        OwnFile own = new OwnFile();
        try {
            RpmFiles files = new RpmFiles(header);
            for (int i = 0; i < files.size() && !own.isFound(); i++) {
                if (!files.isGhost(i)) {
                    own.offer(input.tree(), files.path(i), files.isConfiguration(i));
                }
            }
        } catch (IOException e) {
            output.gap(gap(
                    input,
                    Gap.Reason.CORRUPT,
                    "which files a package owns, and so which layer brought it, can't be read: " + e.getMessage()));
        }
        return own.locations(input.location());
    }

    private static Component component(RpmPackage installed, ExtractorInput input) {
        Component component = Component.of(
                        RpmEcosystem.ID,
                        installed.name(),
                        installed.fullVersion(),
                        RpmNames.purl(installed, input.distro()),
                        input.location())
                .withProperties(properties(installed));
        if (!installed.licence().isEmpty()) {
            component = component.withLicences(List.of(installed.licence()));
        }
        return installed.origin().map(component::withOrigin).orElse(component);
    }

    private static Map<String, String> properties(RpmPackage installed) {
        Map<String, String> properties = new HashMap<>();
        putIfAny(properties, "arch", installed.architecture());
        putIfAny(properties, "vendor", installed.vendor());
        putIfAny(properties, "modularityLabel", installed.modularityLabel());
        String[] label = installed.modularityLabel().split(":", 3);
        if (label.length > 1) {
            properties.put("modularity", label[0] + ":" + label[1]);
        }
        return properties;
    }

    private static void putIfAny(Map<String, String> properties, String key, String value) {
        if (!value.isEmpty()) {
            properties.put(key, value);
        }
    }

    private static Gap gap(ExtractorInput input, Gap.Reason reason, String detail) {
        return new Gap(input.entry().path(), OptionalInt.of(input.entry().layer()), reason, detail);
    }
}
