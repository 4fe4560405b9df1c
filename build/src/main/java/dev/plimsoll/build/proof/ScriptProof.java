package dev.plimsoll.build.proof;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.tree.UsrMerge;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/** Whether scripts that may be run find the program in their first line, {@code env} looked through. */
final class ScriptProof {
    private static final int LONGEST_LINE = 256;
    /** Examples there are read, not run. */
    private static final String DOCUMENTATION = "usr/share/doc/";

    private static final List<String> PROGRAMS = List.of("usr/local/sbin/", "usr/local/bin/", "usr/sbin/", "usr/bin/");

    private final Draft draft;
    private final LeftOutFiles leftOut;

    ScriptProof(Draft draft, LeftOutFiles leftOut) {
        this.draft = draft;
        this.leftOut = leftOut;
    }

    List<String> of(LayerFile file) throws IOException {
        if ((file.mode() & 0111) == 0 || file.body().isEmpty() || file.path().startsWith(DOCUMENTATION)) {
            return List.of();
        }
        Optional<String> interpreter = interpreter(file.body().get());
        if (interpreter.isEmpty()) {
            return List.of();
        }
        StringTokenizer words = new StringTokenizer(interpreter.get(), " \t");
        if (!words.hasMoreTokens()) {
            return List.of();
        }
        String program = words.nextToken();
        if (!isThere(program)) {
            return List.of(fault(file, program, UsrMerge.path(program.replaceAll("^/+", ""))));
        }
        if (program.endsWith("/env")) {
            while (words.hasMoreTokens()) {
                String word = words.nextToken();
                if (!word.startsWith("-") && !word.contains("=")) {
                    return PROGRAMS.stream().anyMatch(each -> isThere(each + word))
                            ? List.of()
                            : List.of(fault(file, word, "usr/bin/" + word));
                }
            }
        }
        return List.of();
    }

    private boolean isThere(String program) {
        return draft.follow(program).isPresent();
    }

    private String fault(LayerFile file, String program, String place) throws IOException {
        Optional<String> would = leftOut.at(place);
        if (would.isEmpty()) {
            would = leftOut.named(program.substring(program.lastIndexOf('/') + 1));
        }
        return "/" + FileNames.printable(file.path())
                + draft.owner(file.path()).map(each -> " (of " + each + ")").orElse("")
                + " is a script for " + FileNames.printable(program) + ", which "
                + would.orElse("no package of the image's list has");
    }

    private static Optional<String> interpreter(FileBody body) throws IOException {
        if (body.size() < 3) {
            return Optional.empty();
        }
        try (InputStream in = body.open()) {
            byte[] start = in.readNBytes(LONGEST_LINE);
            if (start.length < 3 || start[0] != '#' || start[1] != '!') {
                return Optional.empty();
            }
            String text = new String(start, 2, start.length - 2, StandardCharsets.ISO_8859_1);
            int end = text.indexOf('\n');
            return Optional.of((end < 0 ? text : text.substring(0, end)).strip());
        }
    }
}
