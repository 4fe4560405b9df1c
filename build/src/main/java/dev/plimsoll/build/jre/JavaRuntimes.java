package dev.plimsoll.build.jre;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.spec.JavaModules;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the Java runtimes of a tree smaller. Nothing of them is run, so they may be of any architecture. */
public final class JavaRuntimes {
    private static final Pattern MODULES = Pattern.compile("(usr/lib/jvm/[^/]+)/lib/modules");
    private static final Pattern LISTED = Pattern.compile("(?m)^MODULES=.*$");

    private JavaRuntimes() {}

    /**
     * Leaves the wanted modules and what these need in each runtime below {@code usr/lib/jvm}. Class archives, which only fit the whole
     * runtime, go with the rest.
     *
     * @param notes what was done is added, in words
     * @return paths of files that are no longer as their package brought them
     * @throws PlimsollException BUILD_FAILED if there is no runtime, it has not all these modules, or its files can't be read
     */
    public static NavigableSet<String> trim(Draft draft, JavaModules wanted, List<String> notes) {
        NavigableSet<String> rewritten = new TreeSet<>();
        for (LayerFile file : List.copyOf(draft.below("usr/lib/jvm").values())) {
            Matcher modules = MODULES.matcher(file.path());
            if (file.type() == LayerFile.Type.FILE && modules.matches()) {
                String home = modules.group(1);
                TrimmedModules trimmed = trim(file, wanted);
                replace(draft, file, trimmed);
                rewritten.add(file.path());
                dropClassArchives(draft, home);
                list(draft, home + "/release", trimmed.modules()).ifPresent(rewritten::add);
                notes.add("/" + FileNames.printable(home) + " has the Java modules "
                        + String.join(", ", trimmed.modules()) + " only: " + wanted.reason());
            }
        }
        if (rewritten.isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.BUILD_FAILED,
                    "the spec's 'java' (line " + wanted.line()
                            + ") names modules to keep, but no package brings a Java runtime (/usr/lib/jvm/*/lib/modules)");
        }
        return rewritten;
    }

    private static TrimmedModules trim(LayerFile file, JavaModules wanted) {
        try {
            return TrimmedModules.of(file.body().orElseThrow(), wanted.modules());
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.BUILD_FAILED,
                    "/" + FileNames.printable(file.path()) + " can't be made smaller: " + e.getMessage()
                            + "; take 'java' out of the spec to keep it whole",
                    e);
        }
    }

    private static void dropClassArchives(Draft draft, String home) {
        List.copyOf(draft.below(home + "/lib").keySet()).stream()
                .filter(path -> path.endsWith(".jsa"))
                .forEach(draft::remove);
    }

    /** The runtime's own list, which people and tools read. */
    private static Optional<String> list(Draft draft, String path, NavigableSet<String> modules) {
        Optional<LayerFile> release = draft.find(path).filter(file -> file.type() == LayerFile.Type.FILE);
        if (release.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = new String(Draft.bytes(release.get().body().orElseThrow(), path), StandardCharsets.UTF_8);
            String line = "MODULES=\"" + String.join(" ", modules) + "\"";
            String listed = LISTED.matcher(text).replaceFirst(Matcher.quoteReplacement(line));
            replace(draft, release.get(), FileBody.of(listed.getBytes(StandardCharsets.UTF_8)));
            return Optional.of(path);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "could not read /" + FileNames.printable(path) + ": " + e.getMessage(), e);
        }
    }

    private static void replace(Draft draft, LayerFile file, FileBody body) {
        draft.change(new LayerFile(
                file.path(),
                file.type(),
                file.mode(),
                file.userId(),
                file.groupId(),
                file.modified(),
                "",
                Optional.of(body),
                file.xattrs()));
    }
}
