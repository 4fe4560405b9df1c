package dev.plimsoll.build.patch.engine;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.build.engine.ScriptContainer;
import dev.plimsoll.build.engine.ScriptRequest;
import dev.plimsoll.build.tree.Contents;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Upgrades packages by the image's own dpkg, which runs their scripts in a container: without network, without services, and with the
 * packages' verified files. For one thread.
 */
public final class EngineUpgrade {
    private static final String POLICY = "usr/sbin/policy-rc.d";

    /** Says of each service that it is not to be started. */
    private static final FileBody NO_SERVICES =
            FileBody.of("#!/bin/sh\nexit 101\n".getBytes(StandardCharsets.US_ASCII));

    private final BuildTools tools;
    private final Duration longest;
    private final TempFiles tempFiles;

    /**
     * @param longest how long scripts may run
     * @param tempFiles what is upgraded is readable until it is closed
     */
    public EngineUpgrade(BuildTools tools, Duration longest, TempFiles tempFiles) {
        this.tools = tools;
        this.longest = longest;
        this.tempFiles = tempFiles;
    }

    /** Why nothing can be upgraded in an image so, in words; empty if it can. */
    public static Optional<String> obstacle(Draft draft) {
        if (draft.follow("usr/bin/dpkg").isEmpty()) {
            return Optional.of("the image has no dpkg");
        }
        return draft.follow("bin/sh").isEmpty() ? Optional.of("the image has no shell") : Optional.empty();
    }

    /**
     * Upgrades packages.
     *
     * @param image whose files are those of the draft
     * @param draft takes in what is other afterwards
     * @param debs each after those whose new versions it needs
     * @return what users should know
     * @throws PlimsollException BUILD_FAILED with dpkg's words if it fails or takes too long; PLATFORM_NOT_FOUND if the engine runs
     *     another platform; ENGINE_UNREACHABLE
     * @throws IOException if contents can't be kept
     */
    public List<String> upgrade(NewImage image, Draft draft, List<DebFile> debs) throws IOException {
        String folder = folder(draft);
        String names = debs.stream().map(each -> each.described().name()).collect(Collectors.joining(", "));
        ScriptRequest request = new ScriptRequest(
                "upgrading " + names,
                DpkgScript.of("/" + folder, debs),
                DpkgScript.ENVIRONMENT,
                files(folder, draft, debs),
                longest);
        try (Progress.Task task = tools.progress().start("running scripts of " + names + " in the engine", -1);
                ScriptContainer container = ScriptContainer.run(
                        image, request, tools.writeOptions(LayerCompression.NONE, false, tempFiles))) {
            task.advance(1);
            return take(container, folder, draft, debs);
        }
    }

    /** A name at the root that the image does not have. */
    private static String folder(Draft draft) {
        String name = "plimsoll-upgrade";
        while (draft.find(name).isPresent()) {
            name += "-";
        }
        return name;
    }

    private static List<LayerFile> files(String folder, Draft draft, List<DebFile> debs) throws IOException {
        List<LayerFile> files = new ArrayList<>();
        files.add(LayerFile.directory(folder, 0700, draft.epoch()));
        for (int i = 0; i < debs.size(); i++) {
            files.add(LayerFile.file(
                    folder + "/" + DpkgScript.file(i),
                    0600,
                    draft.epoch(),
                    FileBody.of(debs.get(i).file())));
        }
        files.add(LayerFile.file(draft.place(POLICY), 0755, draft.epoch(), NO_SERVICES));
        return files;
    }

    private List<String> take(ScriptContainer container, String folder, Draft draft, List<DebFile> debs)
            throws IOException {
        ScriptContainer.Changes changes = container.changes();
        String policy = draft.place(POLICY);
        changes.gone().stream()
                .filter(path -> !Droppings.are(path))
                .sorted(Comparator.reverseOrder())
                .forEach(draft::remove);
        Set<String> paths = new HashSet<>(changes.there());
        for (DebFile each : debs) {
            // Some engines tell changes by times and sizes, which an old and a new file may have in common.
            each.paths().forEach(path -> paths.add(draft.place(path)));
        }
        paths.removeIf(
                path -> path.isEmpty() || Droppings.are(path) || path.equals(folder) || path.startsWith(folder + "/"));
        Map<String, LayerFile> files = new ContainerTree(container, draft.epoch(), tempFiles).files(paths);
        List<String> notes = new ArrayList<>();
        for (LayerFile each : files.values()) {
            if (!each.path().equals(policy) || !isOurs(each)) {
                take(each, draft, notes);
            }
        }
        return notes;
    }

    /** Whether it is what was put there for the run, and not something that a package brought. */
    private static boolean isOurs(LayerFile policy) throws IOException {
        if (policy.body().isEmpty()) {
            return false;
        }
        try (InputStream there = policy.body().get().open();
                InputStream put = NO_SERVICES.open()) {
            return Contents.areSame(there, put);
        }
    }

    private static void take(LayerFile file, Draft draft, List<String> notes) {
        Optional<LayerFile> before = draft.find(file.path());
        if (before.filter(each -> isSameDirectory(each, file)).isPresent()) {
            return;
        }
        if (before.filter(each -> each.type() == LayerFile.Type.DIRECTORY).isPresent()
                && file.type() != LayerFile.Type.DIRECTORY) {
            draft.remove(file.path());
        }
        draft.put(file);
        if (file.path().endsWith(".dpkg-dist")) {
            String setting = file.path().substring(0, file.path().length() - ".dpkg-dist".length());
            notes.add("/" + FileNames.printable(setting)
                    + " was changed in the image and stays so; the new one lies beside it as .dpkg-dist");
        }
    }

    /** But for its time, which is that of the run. */
    private static boolean isSameDirectory(LayerFile before, LayerFile now) {
        return before.type() == LayerFile.Type.DIRECTORY
                && now.type() == LayerFile.Type.DIRECTORY
                && before.mode() == now.mode()
                && before.userId() == now.userId()
                && before.groupId() == now.groupId()
                && now.xattrs().isEmpty();
    }
}
