package dev.plimsoll.inventory.ecosystem.java;

import java.util.List;
import java.util.Optional;

/**
 * Which of the coordinates stated in an archive is the archive's own; the others are parts that were put into it. Nothing is guessed:
 * if none is clearly the own one, the archive is unidentified.
 *
 * @param stated the own one
 * @param classifier what its file name has behind the version, or empty
 */
record OwnCoordinate(StatedCoordinate stated, String classifier) {
    private static final String SNAPSHOT = "-SNAPSHOT";

    /** @param stem file name without suffix */
    static Optional<OwnCoordinate> find(String stem, ManifestText manifest, List<StatedCoordinate> all) {
        StatedCoordinate best = null;
        int bestRank = 0;
        boolean ambiguous = false;
        for (StatedCoordinate one : all) {
            int rank = rank(stem, one.coordinate());
            if (rank > bestRank) {
                best = one;
                bestRank = rank;
                ambiguous = false;
            } else if (rank == bestRank
                    && best != null
                    && !one.coordinate().name().equals(best.coordinate().name())) {
                ambiguous = true;
            }
        }
        if (best != null && !ambiguous) {
            return Optional.of(new OwnCoordinate(best, classifier(stem, best.coordinate())));
        }
        if (all.size() == 1 && !contradicts(stem, manifest, all.get(0).coordinate())) {
            return Optional.of(new OwnCoordinate(all.get(0), ""));
        }
        return all.stream()
                .filter(one -> all.size() > 1 && saidByManifest(manifest, one.coordinate()))
                .findFirst()
                .map(one -> new OwnCoordinate(one, ""));
    }

    /** How well a file name fits; 0 if it does not. */
    private static int rank(String stem, Coordinate coordinate) {
        String artifact = coordinate.artifact();
        String name = stem.startsWith(coordinate.group() + "." + artifact)
                ? stem.substring(coordinate.group().length() + 1)
                : stem;
        if (!name.startsWith(artifact)) {
            return 0;
        }
        String rest = name.substring(artifact.length());
        String version = coordinate.version();
        // A longer artifactId fits better: spring-core-test-1.0 is no spring-core.
        int length = Math.min(artifact.length(), 999);
        if (!version.isEmpty() && rest.equals("-" + version)) {
            return 4000 + length;
        }
        if (rest.isEmpty()) {
            return 3000 + length;
        }
        if (!version.isEmpty() && rest.startsWith("-" + version + "-")) {
            return 2000 + length;
        }
        return rest.length() > 1
                        && (rest.charAt(0) == '-' || rest.charAt(0) == '_')
                        && Character.isDigit(rest.charAt(1))
                        && agrees(rest.substring(1), version)
                ? 1000 + length
                : 0;
    }

    /** Whether the version in a file name can be the stated one: shortened, with a classifier, or a snapshot with its time. */
    private static boolean agrees(String inName, String version) {
        return version.isEmpty()
                || version.startsWith(inName)
                || inName.startsWith(version + "-")
                || version.endsWith(SNAPSHOT)
                        && inName.startsWith(version.substring(0, version.length() - SNAPSHOT.length()));
    }

    private static String classifier(String stem, Coordinate coordinate) {
        String plain = coordinate.artifact() + "-" + coordinate.version();
        int at = stem.indexOf(plain + "-");
        if (coordinate.version().isEmpty() || at < 0 || coordinate.version().endsWith(SNAPSHOT)) {
            return "";
        }
        String classifier = stem.substring(at + plain.length() + 1);
        return Coordinate.isId(classifier) ? classifier : "";
    }

    /** A name with another version in it is that of something else that holds this one: {@code app-1.2.jar} with {@code lib:3.0}. */
    private static boolean contradicts(String stem, ManifestText manifest, Coordinate coordinate) {
        int dash = -1;
        for (int i = 1; i + 1 < stem.length(); i++) {
            if ((stem.charAt(i) == '-' || stem.charAt(i) == '_') && Character.isDigit(stem.charAt(i + 1))) {
                dash = i;
                break;
            }
        }
        if (dash < 0) {
            return false;
        }
        String inName = stem.substring(dash + 1);
        return isLonger(inName, coordinate.version())
                || !agrees(inName, coordinate.version()) && !saidByManifest(manifest, coordinate);
    }

    /** {@code 9.2.1.jre8} for a stated {@code 9.2.1}: published as another version than its POM says, whatever the manifest adds. */
    private static boolean isLonger(String inName, String version) {
        return !version.isEmpty()
                && inName.startsWith(version)
                && inName.length() > version.length()
                && inName.charAt(version.length()) != '-';
    }

    private static boolean saidByManifest(ManifestText manifest, Coordinate coordinate) {
        String bundle = manifest.plain("Bundle-SymbolicName");
        boolean named = manifest.get("Implementation-Title").equals(coordinate.artifact())
                || bundle.equals(coordinate.artifact())
                || bundle.equals(coordinate.group() + "." + coordinate.artifact())
                || bundle.equals(coordinate.group() + "." + lastWord(coordinate));
        String version = coordinate.version();
        return named
                && !version.isEmpty()
                && (manifest.get("Implementation-Version").equals(version)
                        || manifest.get("Bundle-Version").equals(version));
    }

    private static String lastWord(Coordinate coordinate) {
        return coordinate.artifact().substring(coordinate.artifact().lastIndexOf('-') + 1);
    }
}
