package dev.plimsoll.build;

import dev.plimsoll.build.lock.Lock;
import dev.plimsoll.build.lock.LockedSuite;
import dev.plimsoll.build.spec.About;
import dev.plimsoll.build.spec.BuildLabels;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.debian.LockedPackage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The labels of an image: those that its spec asks for, and those that follow from what it is built of. */
final class ImageLabels {
    private ImageLabels() {}

    static Map<String, String> of(ImageSpec spec, Lock lock, Optional<String> revision) {
        About about = spec.about();
        Map<String, String> labels = new HashMap<>(spec.labels());
        labels.put(BuildLabels.SCAN_DATE, lock.date().toString());
        labels.put(BuildLabels.PATCH_LEVEL, patchLevel(lock));
        labels.put(BuildLabels.BASE, "debian " + spec.archive().release());
        labels.put(BuildLabels.BASE_NAME, "scratch");
        labels.put(BuildLabels.CREATED, lock.date().toString());
        put(labels, BuildLabels.MAINTAINER, about.maintainer());
        put(labels, BuildLabels.AUTHORS, about.maintainer());
        put(labels, BuildLabels.TITLE, about.title().or(() -> Optional.of(spec.shortName())));
        put(labels, BuildLabels.DESCRIPTION, about.description());
        put(labels, BuildLabels.LICENCES, about.licences());
        put(labels, BuildLabels.SOURCE, about.source());
        put(labels, BuildLabels.URL, about.url());
        put(labels, BuildLabels.VENDOR, about.vendor());
        put(labels, BuildLabels.VERSION, version(about, lock));
        put(labels, BuildLabels.REVISION, revision);
        return labels;
    }

    /** Those that are the image specification's stand in the manifest too. */
    static Map<String, String> annotations(Map<String, String> labels) {
        return labels.entrySet().stream()
                .filter(each -> each.getKey().startsWith("org.opencontainers.image."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Up to when each suite's updates are in: {@code bookworm 2026-09-06, bookworm-security 2026-11-28}. */
    private static String patchLevel(Lock lock) {
        return lock.suites().stream().map(ImageLabels::dated).collect(Collectors.joining(", "));
    }

    private static String dated(LockedSuite suite) {
        return suite.name() + " " + LocalDate.ofInstant(suite.date(), ZoneOffset.UTC);
    }

    private static Optional<String> version(About about, Lock lock) {
        return about.version()
                .or(() -> about.versionOf()
                        .flatMap(name -> lock.packages().stream()
                                .filter(each -> each.name().equals(name))
                                .map(LockedPackage::version)
                                .map(ImageLabels::upstream)
                                .findFirst()));
    }

    /** {@code 5:7.0.15-1~deb12u5} is Redis 7.0.15. */
    static String upstream(String version) {
        String rest = version.substring(version.indexOf(':') + 1);
        int dash = rest.lastIndexOf('-');
        return dash < 0 ? rest : rest.substring(0, dash);
    }

    private static void put(Map<String, String> labels, String name, Optional<String> value) {
        value.ifPresent(text -> labels.put(name, text));
    }
}
