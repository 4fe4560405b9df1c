package dev.plimsoll.build.proof;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.elf.ElfFiles;
import dev.plimsoll.build.spec.DeclaredDlopen;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Proves that programs, libraries and scripts of a tree find what they name: the loader and the libraries in their headers, the
 * libraries that they are declared to load while they run, the program in a script's first line, and what links of programs and
 * libraries lead to. What a program finds out only while it runs, and nobody declared, is beyond it. For one thread.
 */
public final class Proof {
    private static final int SHOWN = 20;
    /** Where a link that leads nowhere breaks something; elsewhere it is documentation. */
    private static final Pattern USED_LINKS = Pattern.compile("(?:usr/(?:s?bin|libexec|lib(?:32|64|x32)?)|etc)/.*");

    private final Draft draft;
    private final LeftOutFiles leftOut;
    private final LibraryProof libraries;
    private final ScriptProof scripts;
    private final List<String> faults = new ArrayList<>();

    private Proof(Draft draft, LeftOutFiles leftOut, LibraryProof libraries) {
        this.draft = draft;
        this.leftOut = leftOut;
        this.libraries = libraries;
        this.scripts = new ScriptProof(draft, leftOut);
    }

    /**
     * Looks at everything that is in a tree.
     *
     * @param patterns paths that the spec leaves out, with the packages that had them, or empty text
     * @param omitted files of the packages that are omitted, by their names
     * @param dlopens libraries that are loaded at run time, as the spec declares them
     * @throws PlimsollException BUILD_FAILED naming each file, what it needs, and which package or path would give it
     */
    public static void require(
            Draft draft,
            ElfFiles elves,
            String architecture,
            Map<String, String> patterns,
            Map<String, Path> omitted,
            List<DeclaredDlopen> dlopens)
            throws IOException {
        LeftOutFiles leftOut = new LeftOutFiles(patterns, omitted);
        Proof proof = new Proof(draft, leftOut, new LibraryProof(draft, elves, architecture, leftOut));
        for (LayerFile file : draft.files()) {
            proof.look(file);
        }
        for (DeclaredDlopen each : dlopens) {
            proof.faults.addAll(proof.libraries.declared(each));
        }
        proof.conclude();
    }

    private void look(LayerFile file) throws IOException {
        if (file.type() == LayerFile.Type.FILE) {
            faults.addAll(libraries.of(file));
            faults.addAll(scripts.of(file));
        } else if (file.type() == LayerFile.Type.SYMLINK
                && USED_LINKS.matcher(file.path()).matches()) {
            link(file);
        }
    }

    /** A link that leads nowhere is a fault only if what it led to was left out. */
    private void link(LayerFile link) throws IOException {
        if (draft.follow(link.path()).isPresent() || draft.isDirectory(link.path())) {
            return;
        }
        String end = draft.place(link.path() + "/.");
        Optional<String> would = leftOut.at(end);
        if (would.isPresent()) {
            faults.add("/" + FileNames.printable(link.path()) + " is a link to /" + FileNames.printable(end)
                    + ", which " + would.get());
        }
    }

    private void conclude() {
        if (faults.isEmpty()) {
            return;
        }
        String shown = faults.stream().limit(SHOWN).map(each -> "\n  " + each).collect(Collectors.joining());
        String more = faults.size() > SHOWN ? "\n  and " + (faults.size() - SHOWN) + " more" : "";
        throw new PlimsollException(
                ErrorCode.BUILD_FAILED,
                "the image would be broken, as what is in it needs what is not:" + shown + more
                        + "\nKeep what is needed, or leave out what needs it too");
    }
}
