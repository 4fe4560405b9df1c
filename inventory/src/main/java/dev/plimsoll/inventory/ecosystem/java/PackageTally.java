package dev.plimsoll.inventory.ecosystem.java;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts classes by the first parts of their package, to say what an archive without a coordinate is about. */
final class PackageTally {
    private static final int MAX_PACKAGES = 5_000;
    private static final int PARTS = 4;
    private static final String[] ROOTS = {"WEB-INF/classes/", "BOOT-INF/classes/"};
    private static final String VERSIONS = "META-INF/versions/";

    private final Map<String, int[]> counts = new HashMap<>();
    private String lastFolder = "";
    private int[] lastCount = new int[1];

    /** @param path of a class file in the archive */
    void take(String path) {
        int slash = path.lastIndexOf('/');
        if (slash <= 0) {
            return;
        }
        // Classes of one package mostly follow each other.
        if (path.length() > lastFolder.length() && slash == lastFolder.length() && path.startsWith(lastFolder)) {
            lastCount[0]++;
            return;
        }
        lastFolder = path.substring(0, slash);
        String name = packageOf(lastFolder);
        if (name.isEmpty() || counts.size() >= MAX_PACKAGES) {
            lastCount = new int[1];
            return;
        }
        lastCount = counts.computeIfAbsent(name, n -> new int[1]);
        lastCount[0]++;
    }

    private static String packageOf(String folder) {
        int start = 0;
        for (String root : ROOTS) {
            start = (folder + "/").startsWith(root) ? root.length() : start;
        }
        if (folder.startsWith(VERSIONS, start)) {
            int slash = folder.indexOf('/', start + VERSIONS.length());
            start = slash < 0 ? folder.length() : slash + 1;
        }
        int end = start;
        for (int parts = 0; parts < PARTS && end < folder.length(); parts++) {
            int slash = folder.indexOf('/', end + (parts == 0 ? 0 : 1));
            end = slash < 0 ? folder.length() : slash;
        }
        return start >= end ? "" : folder.substring(start, end).replace('/', '.');
    }

    /** The packages with most classes, the largest first. */
    List<String> top(int most) {
        return counts.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, int[]> e) -> -e.getValue()[0])
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
