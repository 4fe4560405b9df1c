package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.inventory.Unidentified;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which coordinates are worth asking for, from what an archive says of itself; the likeliest first. */
final class Candidates {
    static final int MOST = 12;
    /** Counted up when the rules here change, so that remembered failures are tried again. */
    static final int RULES = 2;

    private static final Set<String> REPOSITORY_FOLDERS = Set.of("repository", "maven2", "maven", "m2repo");
    private static final String GRADLE = "files-2.1";

    private final List<String> hints;
    private final String path;
    private final String extension;
    private final Set<Candidate> candidates = new LinkedHashSet<>();

    private Candidates(Unidentified piece, ArchiveKind kind) {
        this.hints = piece.hints();
        this.path = piece.location().path();
        this.extension = kind.purlType().isEmpty() ? "jar" : kind.purlType();
    }

    static List<Candidate> of(Unidentified piece) {
        ArchiveKind kind = ArchiveKind.of(piece.location().path());
        if (kind == null) {
            return List.of();
        }
        Candidates candidates = new Candidates(piece, kind);
        candidates.fromPath();
        candidates.fromNames(kind.stem(piece.location().path()));
        return candidates.candidates.stream().limit(MOST).toList();
    }

    /** Local repositories and Gradle's cache have the coordinate in the path. */
    private void fromPath() {
        String[] parts = path.split("/");
        int file = parts.length - 1;
        for (int i = 0; i + 4 < parts.length; i++) {
            if (parts[i].equals(GRADLE)) {
                add(parts[i + 1], new FileNameParts(parts[i + 2], parts[i + 3], ""));
            }
        }
        if (file < 3 || !parts[file].startsWith(parts[file - 2] + "-" + parts[file - 1])) {
            return;
        }
        FileNameParts name = new FileNameParts(parts[file - 2], parts[file - 1], "");
        for (int start = file - 3; start >= 0; start--) {
            if (start == 0 || REPOSITORY_FOLDERS.contains(parts[start - 1])) {
                add(String.join(".", List.of(parts).subList(start, file - 2)), name);
            }
        }
    }

    private void fromNames(String stem) {
        List<String> versions = new ArrayList<>();
        for (String header : List.of(Hints.VERSION, Hints.BUNDLE_VERSION, Hints.SPECIFICATION_VERSION)) {
            String version = Hints.value(hints, header);
            if (Coordinate.isVersion(version) && !versions.contains(version)) {
                versions.add(version);
            }
        }
        List<FileNameParts> readings = FileNameParts.of(stem, versions);
        List<List<String>> groups =
                readings.stream().map(r -> groups(r.artifact())).toList();
        // Each reading's best groups come before any reading's poor ones.
        for (int round = 0; candidates.size() < MOST && round < 4 * MOST; round++) {
            for (int i = 0; i < readings.size(); i++) {
                int share = i == 0 ? 3 : 1;
                List<String> own = groups.get(i);
                for (int k = round * share; k < Math.min(own.size(), (round + 1) * share); k++) {
                    add(own.get(k), readings.get(i));
                }
            }
        }
    }

    private void add(String group, FileNameParts name) {
        Candidate candidate = new Candidate(group, name.artifact(), name.version(), name.classifier(), extension);
        if (candidate.isAskable()) {
            candidates.add(candidate);
        }
    }

    private List<String> groups(String artifact) {
        String[] words = artifact.toLowerCase(Locale.ROOT).split("[-_.]");
        if (words.length == 0) {
            return List.of();
        }
        List<String> packages = List.of(Hints.value(hints, Hints.PACKAGES).split(" "));
        List<String> bases = new ArrayList<>();
        for (String header : List.of(Hints.VENDOR_ID, Hints.MODULE, Hints.BUNDLE, Hints.EXTENSION)) {
            bases.add(Hints.value(hints, header));
        }
        bases.addAll(packages.subList(0, Math.min(3, packages.size())));
        Set<String> groups = new LinkedHashSet<>();
        bases.stream().limit(1).filter(vendor -> !vendor.isEmpty()).forEach(groups::add);
        groups.addAll(KnownGroups.of(Hints.value(hints, Hints.MODULE)));
        packages.forEach(name -> groups.addAll(KnownGroups.of(name)));
        // An empty starter has no packages; its family's name is all it has.
        groups.addAll(KnownGroups.of(String.join(".", words)));
        List<String> later = new ArrayList<>();
        for (String base : bases) {
            prefixes(base, words, groups, later);
        }
        // Of old: dom4j:dom4j, commons-io:commons-io, xpp3:xpp3_min.
        groups.add(artifact);
        groups.add(words[0]);
        groups.addAll(later);
        groups.add("org.apache." + words[0]);
        return List.copyOf(groups);
    }

    /** Prefixes of a package or module name: first those that end as the artifact begins. */
    private static void prefixes(String base, String[] words, Set<String> groups, List<String> later) {
        String[] parts = base.split("\\.");
        if (parts.length == 0) {
            return;
        }
        String two = parts.length < 2 ? "" : parts[0] + "." + parts[1];
        StringBuilder prefix = new StringBuilder(parts[0]);
        for (int i = 1; i < Math.min(parts.length, 5); i++) {
            prefix.append('.').append(parts[i]);
            if (isOneOf(parts[i], words)) {
                groups.add(prefix.toString());
                // org.jdom2 is of org.jdom; org.apache.xerces of xerces.
                later.add(withoutDigits(prefix.toString()));
                later.add(parts[i]);
            } else if (i < 4) {
                later.add(prefix.toString());
            }
        }
        if (!two.isEmpty()) {
            // org.apache.catalina in tomcat-embed-core is of org.apache.tomcat.embed.
            groups.add(two + "." + words[0]);
            if (words.length > 2) {
                later.add(two + "." + words[0] + "." + words[1]);
            }
        }
    }

    private static String withoutDigits(String name) {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end);
    }

    private static boolean isOneOf(String part, String[] words) {
        for (String word : words) {
            if (word.length() > 1 && (part.equals(word) || part.startsWith(word) || word.startsWith(part))) {
                return true;
            }
        }
        return false;
    }
}
