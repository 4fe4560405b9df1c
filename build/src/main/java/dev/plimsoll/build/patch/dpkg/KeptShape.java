package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which files of a new version come into an image that may have left some out on purpose. What the image has, is replaced; this says what
 * becomes of the rest. Where the archive still has the installed version, it is known which files are new; elsewhere the image's own
 * files tell, and a program or library comes in only as the successor of another. For one package, before it is changed.
 */
final class KeptShape {
    /** Left out as a whole by images that need no documentation. */
    private static final Set<String> DOCUMENTATION = Set.of(
            "usr/share/bug",
            "usr/share/doc",
            "usr/share/doc-base",
            "usr/share/info",
            "usr/share/lintian",
            "usr/share/locale",
            "usr/share/man");

    private static final Pattern COPYRIGHT = Pattern.compile("usr/share/doc/[^/]+/copyright");
    private static final Pattern PROGRAM = Pattern.compile("(?:.*/)?s?bin/[^/]+|.*\\.so(?:\\.[^/]*)?");
    private static final int ELF = 0x7f454c46;

    private final Draft draft;
    private final boolean isNew;
    private final Optional<FormerFiles> former;
    private final Set<String> listed;
    private final Set<String> inhabited = new HashSet<>();
    private final Set<String> predecessors = new HashSet<>();

    /**
     * The shape of one package.
     *
     * @param isNew whether the image does not have the package yet
     * @param former what the installed version brought, if that is known
     * @param listed places of the files that the image's list names
     * @param fresh places of the new version's files and links
     */
    KeptShape(Draft draft, boolean isNew, Optional<FormerFiles> former, Set<String> listed, Set<String> fresh) {
        this.draft = draft;
        this.isNew = isNew;
        this.former = former;
        this.listed = Set.copyOf(listed);
        for (String place : listed) {
            if (draft.find(place).isPresent()) {
                inhabited.add(parent(place));
                if (!fresh.contains(place)) {
                    predecessors.add(withoutNumbers(place));
                }
            }
        }
    }

    /** Whether a file or link comes in that the image does not have. */
    boolean admitsFile(LayerFile file, String place) throws IOException {
        if (listed.contains(place)) {
            return false;
        }
        if (isNew) {
            return !isUnwantedDocumentation(place);
        }
        if (former.isPresent()) {
            return !former.get().hasFile(place) && hasSiblings(place, former.get());
        }
        if (isUnwantedDocumentation(place)) {
            return false;
        }
        return predecessors.contains(withoutNumbers(place)) || inhabited.contains(parent(place)) && !isProgram(file);
    }

    /** Whether a directory with nothing below it comes in that the image does not have. */
    boolean admitsDirectory(String place) {
        if (isNew) {
            return !isUnwantedDocumentation(place + "/");
        }
        return former.isPresent() && !former.get().hasDirectory(place) && hasSiblings(place, former.get());
    }

    /** Whether the image has something of the directory that the installed version had files in, above a place. */
    private boolean hasSiblings(String place, FormerFiles known) {
        String directory = parent(place);
        while (true) {
            String below = directory.isEmpty() ? "" : directory + "/";
            List<String> siblings = known.files().stream()
                    .filter(each ->
                            each.startsWith(below) && !COPYRIGHT.matcher(each).matches())
                    .toList();
            if (!siblings.isEmpty() || directory.isEmpty()) {
                return siblings.stream().anyMatch(each -> draft.find(each).isPresent());
            }
            directory = parent(directory);
        }
    }

    /** Copyright files say nothing: they stay in every image. */
    private boolean isUnwantedDocumentation(String place) {
        return !COPYRIGHT.matcher(place).matches()
                && DOCUMENTATION.stream()
                        .filter(each -> place.startsWith(each + "/"))
                        .anyMatch(each -> draft.below(each).values().stream()
                                .noneMatch(file -> file.type() == LayerFile.Type.FILE
                                        && !COPYRIGHT.matcher(file.path()).matches()));
    }

    private static boolean isProgram(LayerFile file) throws IOException {
        boolean executable = file.type() == LayerFile.Type.FILE && (file.mode() & 0111) != 0;
        if (executable || PROGRAM.matcher(file.path()).matches()) {
            return true;
        }
        return file.body().isPresent() && isElf(file.body().get());
    }

    private static boolean isElf(FileBody body) throws IOException {
        try (InputStream in = body.open()) {
            byte[] start = in.readNBytes(Integer.BYTES);
            return start.length == Integer.BYTES && ByteBuffer.wrap(start).getInt() == ELF;
        }
    }

    private static String withoutNumbers(String path) {
        return path.replaceAll("[0-9]+", "#");
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
