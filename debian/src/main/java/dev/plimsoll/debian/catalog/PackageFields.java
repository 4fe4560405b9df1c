package dev.plimsoll.debian.catalog;

import dev.plimsoll.base.Digest;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.MultiArch;
import dev.plimsoll.debian.resolve.Relation;
import dev.plimsoll.debian.resolve.RelationKind;
import dev.plimsoll.debian.resolve.RelationParser;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The fields of a stanza that make a package. */
public final class PackageFields {
    static final int PACKAGE = 0;
    static final int VERSION = 2;
    static final int PROVIDES = 12;

    /** In the order in which values are given. */
    public static final List<String> NAMES = List.of(
            "Package",
            "Source",
            "Version",
            "Architecture",
            "Pre-Depends",
            "Depends",
            "Conflicts",
            "Breaks",
            "Recommends",
            "Suggests",
            "Replaces",
            "Enhances",
            "Provides",
            "Essential",
            "Important",
            "Protected",
            "Priority",
            "Multi-Arch",
            "Installed-Size",
            "Section",
            "Filename",
            "Size",
            "SHA256");

    /** Those with relations, in the order in which apt comes across the names in them. */
    static final List<Integer> RELATIONS = List.of(4, 5, 6, 7, 8, 9, 10, 11, PROVIDES);

    private static final Map<RelationKind, Integer> KINDS = kinds();

    private final String[] values;
    private final String what;

    private PackageFields(String[] values, String what) {
        this.values = values;
        this.what = what;
    }

    /**
     * The package that values make.
     *
     * @param values as {@link #NAMES}, empty where there is none
     * @param what names the index in errors
     * @throws IOException if a field that every package has is missing or unreadable
     */
    public static ArchivePackage toPackage(String[] values, String suite, String what) throws IOException {
        return new PackageFields(values, what).toPackage(suite);
    }

    /**
     * An installed package, which has neither file nor suite.
     *
     * @param fields of its stanza by name
     * @param what names the database in errors
     * @throws IOException if a field that every package has is missing or unreadable
     */
    public static ArchivePackage ofInstalled(Map<String, String> fields, String what) throws IOException {
        String[] values = NAMES.stream()
                .map(name -> switch (name) {
                    case "Filename" -> "installed";
                    case "SHA256" -> "0".repeat(64);
                    case "Size" -> "0";
                    default -> fields.getOrDefault(name, "").replace("\n", " ").strip();
                })
                .toArray(String[]::new);
        return toPackage(values, "", what);
    }

    private ArchivePackage toPackage(String suite) throws IOException {
        String name = required("Package");
        String version = required("Version");
        String source = value("Source");
        String sourceVersion = version;
        int paren = source.indexOf('(');
        if (paren > 0 && source.endsWith(")")) {
            sourceVersion = source.substring(paren + 1, source.length() - 1).strip();
            source = source.substring(0, paren).strip();
        }
        return new ArchivePackage(
                name,
                version,
                required("Architecture"),
                source.isEmpty() ? name : source,
                sourceVersion,
                relations(),
                value("Essential").equals("yes"),
                value("Important").equals("yes") || value("Protected").equals("yes"),
                value("Priority"),
                multiArch(),
                number("Installed-Size"),
                value("Section"),
                required("Filename"),
                Digest.parse("sha256:" + required("SHA256"))
                        .orElseThrow(() -> new IOException(what + ": package " + name + " has a SHA256 that is none")),
                number("Size"),
                suite);
    }

    /** A package for all architectures can't be of the kind {@code same}. */
    private MultiArch multiArch() {
        String field = value("Multi-Arch");
        return field.equals("same") && value("Architecture").equals("all") ? MultiArch.NO : multiArch(field);
    }

    private static MultiArch multiArch(String field) {
        return switch (field) {
            case "same" -> MultiArch.SAME;
            case "foreign" -> MultiArch.FOREIGN;
            case "allowed" -> MultiArch.ALLOWED;
            default -> MultiArch.NO;
        };
    }

    private Map<RelationKind, List<Relation>> relations() throws IOException {
        Map<RelationKind, List<Relation>> relations = new EnumMap<>(RelationKind.class);
        for (Map.Entry<RelationKind, Integer> kind : KINDS.entrySet()) {
            String field = values[kind.getValue()];
            if (!field.isEmpty()) {
                try {
                    relations.put(kind.getKey(), RelationParser.parse(field));
                } catch (IllegalArgumentException e) {
                    throw new IOException(
                            what + ": in " + kind.getKey().field() + " of package " + values[PACKAGE] + ", "
                                    + e.getMessage(),
                            e);
                }
            }
        }
        return relations;
    }

    private String value(String field) {
        return values[NAMES.indexOf(field)];
    }

    private String required(String field) throws IOException {
        String value = value(field);
        if (value.isEmpty()) {
            throw new IOException(what + ": package '" + values[PACKAGE] + "' has no " + field);
        }
        return value;
    }

    private long number(String field) throws IOException {
        String value = value(field);
        try {
            return value.isEmpty() ? 0 : Long.parseUnsignedLong(value) & Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw new IOException(
                    what + ": package '" + values[PACKAGE] + "' has a " + field + " that is no number", e);
        }
    }

    private static Map<RelationKind, Integer> kinds() {
        Map<RelationKind, Integer> kinds = new EnumMap<>(RelationKind.class);
        for (RelationKind kind : RelationKind.values()) {
            kinds.put(kind, NAMES.indexOf(kind.field()));
        }
        return kinds;
    }
}
