package dev.plimsoll.build.root;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.root.RootTree.OmittedPackage;
import dev.plimsoll.build.spec.AddedFile;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.build.spec.LeftOut;
import dev.plimsoll.build.spec.Omission;
import dev.plimsoll.debian.deb.DebPackage;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes a root file system of packages, without running anything of theirs. */
public final class RootBuilder {
    private static final Pattern COPYRIGHT = Pattern.compile("usr/share/doc/[^/]+/copyright");

    private final ImageSpec spec;
    private final RootDraft draft;
    private final Map<String, DebPackage> debs = new LinkedHashMap<>();
    private final List<ArchivePackage> kept = new ArrayList<>();
    private final List<OmittedPackage> omitted = new ArrayList<>();

    private RootBuilder(RootRequest request) {
        this.spec = request.spec();
        this.draft = new RootDraft(request.epoch());
    }

    /**
     * Unpacks the packages, does what their scripts would do, leaves out what the spec says, and proves that nothing needs it.
     *
     * @param tempFiles where contents lie; the tree is readable until they are closed
     * @throws PlimsollException USAGE if the spec leaves something out that is needed, or a script's work is not known; FEED_MALFORMED for
     *     a package that is hostile or damaged
     */
    public static RootTree build(RootRequest request, TempFiles tempFiles, Progress progress) {
        RootBuilder builder = new RootBuilder(request);
        try {
            builder.unpack(request.packages(), new Unpacker(builder.draft, tempFiles), progress);
            builder.finish();
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "could not unpack the packages: " + e.getMessage(), e);
        }
        return new RootTree(builder.draft.files(), builder.draft.owners(), builder.kept, builder.omitted);
    }

    private void unpack(List<RootPackage> packages, Unpacker unpacker, Progress progress) throws IOException {
        try (Progress.Task task = progress.start("unpacking " + spec.image(), packages.size())) {
            for (RootPackage each : packages) {
                Optional<Omission> omission = spec.omissions().stream()
                        .filter(known -> known.name().equals(each.described().name()))
                        .findFirst();
                if (omission.isPresent()) {
                    omitted.add(
                            new OmittedPackage(each.described(), omission.get().reason()));
                } else {
                    DebPackage deb = DebPackage.open(each.deb());
                    unpacker.unpack(deb, each.described().name());
                    debs.put(each.described().name(), deb);
                    kept.add(each.described());
                }
                task.advance(1);
            }
        }
    }

    private void finish() throws IOException {
        UsrMerge.link(draft);
        Accounts.add(spec.users(), draft);
        for (LeftOut leftOut : spec.leftOut()) {
            draft.removeIf(path ->
                    leftOut.path().matches(path) && !COPYRIGHT.matcher(path).matches());
        }
        debs.forEach((name, deb) -> StatusFiles.add(deb, name, draft));
        AddedFiles added = new AddedFiles(draft);
        for (AddedFile file : spec.files()) {
            added.add(file);
        }
    }
}
