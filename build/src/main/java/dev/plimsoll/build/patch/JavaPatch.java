package dev.plimsoll.build.patch;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.build.attest.Material;
import dev.plimsoll.build.patch.java.JavaLibraries;
import dev.plimsoll.build.patch.java.LibraryChange;
import dev.plimsoll.build.patch.java.LibraryProof;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Exchanges an image's Java libraries in a draft of its files. */
final class JavaPatch {
    /** All jars of these are on the class path, whatever their names: a link would be a second copy. */
    private static final String EVERY_JAR = "WEB-INF/lib/";

    private final BuildTools tools;
    private final PatchOptions options;
    private final TempFiles tempFiles;

    JavaPatch(BuildTools tools, PatchOptions options, TempFiles tempFiles) {
        this.tools = tools;
        this.options = options;
        this.tempFiles = tempFiles;
    }

    /** The plan with what is done to libraries, which the draft then has. */
    PatchPlan apply(JavaWishes wishes, Draft draft, PatchPlan plan) throws IOException {
        if (wishes.wishes().isEmpty()) {
            return plan.with(List.of(), wishes.kept(), List.of());
        }
        JavaLibraries libraries = new JavaLibraries(
                tools.fetcher(),
                options.mavenRepository(),
                options.signers(),
                tools.clock().instant(),
                tempFiles,
                tools.progress());
        JavaLibraries.Outcome outcome = libraries.exchange(wishes.wishes(), new DraftContents(draft));
        for (JavaLibraries.FileChange each : outcome.files()) {
            change(draft, each);
        }
        List<PatchPlan.Change> changes = new ArrayList<>();
        List<Material> materials = new ArrayList<>();
        outcome.done().forEach((change, jar) -> {
            String with = isWanted(wishes, change) ? "" : "it goes with what it was released with; ";
            changes.add(new PatchPlan.Change(
                    JavaWishes.ECOSYSTEM, change.name(), change.from(), change.to(), with + words(jar.proof())));
            materials.add(new Material(jar.name(), change.purl(), jar.sha256()));
        });
        changes.sort(Comparator.comparing(PatchPlan.Change::name).thenComparing(PatchPlan.Change::from));
        materials.sort(Comparator.comparing(Material::name));
        Map<String, String> kept = new TreeMap<>(wishes.kept());
        outcome.refused()
                .forEach((change, why) ->
                        kept.merge(change.name() + " " + change.from(), why, (one, other) -> one + "; " + other));
        return plan.with(changes, kept, materials);
    }

    private static String words(LibraryProof proof) {
        String digest = proof.published().algorithm().name().toLowerCase(Locale.ROOT);
        return proof.signer()
                .map(key ->
                        "signed by " + key + ", which is pinned; checked by the repository's own " + digest + ", too")
                .orElse("checked by the repository's own " + digest + ", which proves the transport, not the author");
    }

    private static boolean isWanted(JavaWishes wishes, LibraryChange change) {
        return wishes.wishes().stream().anyMatch(wish -> wish.isWanted() && wish.isOf(change));
    }

    /** Who names a jar by its old name goes on finding it: a link leads to the new one. */
    private static void change(Draft draft, JavaLibraries.FileChange change) throws IOException {
        LayerFile old = draft.find(change.path()).orElseThrow();
        LayerFile changed = new LayerFile(
                change.newPath(),
                LayerFile.Type.FILE,
                old.mode(),
                old.userId(),
                old.groupId(),
                draft.epoch(),
                "",
                Optional.of(FileBody.of(change.content())),
                old.xattrs());
        if (change.newPath().equals(change.path())) {
            draft.change(changed);
            return;
        }
        draft.remove(change.path());
        draft.put(changed);
        if (!change.path().contains(EVERY_JAR)) {
            String name = change.newPath().substring(change.newPath().lastIndexOf('/') + 1);
            draft.put(LayerFile.symlink(change.path(), name, draft.epoch()));
        }
    }

    /** Files of a draft, copied out when they are asked for. */
    private final class DraftContents implements JavaLibraries.Contents {
        private final Draft draft;
        private final Map<String, Path> copies = new HashMap<>();

        DraftContents(Draft draft) {
            this.draft = draft;
        }

        @Override
        public Path file(String path) throws IOException {
            Path known = copies.get(path);
            if (known != null) {
                return known;
            }
            FileBody body = draft.find(path)
                    .flatMap(LayerFile::body)
                    .orElseThrow(() -> new IOException("there is no file /" + SafeText.line(path)));
            Path copy = tempFiles.newFile("jar");
            try (InputStream in = body.open()) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            copies.put(path, copy);
            return copy;
        }

        @Override
        public boolean exists(String path) {
            return draft.find(path).isPresent();
        }
    }
}
