package dev.plimsoll.inventory.ecosystem.java;

import org.jspecify.annotations.Nullable;

/** Kinds of files that hold Java code, by their suffix. All are zip archives inside. */
enum ArchiveKind {
    JAR("jar", true),
    WAR("war", true),
    EAR("ear", true),
    /** Jenkins plugins. */
    HPI("hpi", true),
    JPI("jpi", true),
    /** Android libraries. */
    AAR("aar", false),
    /** Resource adapters; also the suffix of archives that have nothing to do with Java. */
    RAR("rar", false),
    /** JBoss services, persistence archives, Karaf features, NiFi and Liferay packages. */
    SAR("sar", false),
    PAR("par", false),
    KAR("kar", false),
    NAR("nar", false),
    LPKG("lpkg", false);

    private static final ArchiveKind[] ALL = values();

    private final String suffix;
    private final boolean onlyJava;

    ArchiveKind(String suffix, boolean onlyJava) {
        this.suffix = suffix;
        this.onlyJava = onlyJava;
    }

    /** The kind of a file by its name, or null; costs next to nothing for names of other files. */
    static @Nullable ArchiveKind of(String name) {
        int length = name.length();
        boolean three = length > 4 && name.charAt(length - 4) == '.';
        if (!three && !(length > 5 && name.charAt(length - 5) == '.')) {
            return null;
        }
        for (ArchiveKind kind : ALL) {
            int at = length - kind.suffix.length();
            if (name.charAt(at - 1) == '.' && name.regionMatches(true, at, kind.suffix, 0, kind.suffix.length())) {
                return kind;
            }
        }
        return null;
    }

    /** Whether other programs do not use the suffix: such a file must be a zip archive, or is damaged. */
    boolean onlyJava() {
        return onlyJava;
    }

    /** The {@code type} of its purl; empty for what Maven takes for granted. Jenkins renames {@code .hpi} to {@code .jpi}. */
    String purlType() {
        return switch (this) {
            case JAR -> "";
            case JPI -> HPI.suffix;
            default -> suffix;
        };
    }

    /** {@code name} without directories and suffix. */
    String stem(String name) {
        return name.substring(name.lastIndexOf('/') + 1, name.length() - suffix.length() - 1);
    }
}
