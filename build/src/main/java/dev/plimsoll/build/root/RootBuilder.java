package dev.plimsoll.build.root;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.build.certs.TrustedCertificates;
import dev.plimsoll.build.elf.ElfFiles;
import dev.plimsoll.build.elf.LibraryCache;
import dev.plimsoll.build.jre.JavaRuntimes;
import dev.plimsoll.build.proof.Proof;
import dev.plimsoll.build.root.RootTree.LeftOutPart;
import dev.plimsoll.build.root.RootTree.OmittedPackage;
import dev.plimsoll.build.script.MaintainerScripts;
import dev.plimsoll.build.spec.AddedFile;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.build.spec.Omission;
import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.tree.UsrMerge;
import dev.plimsoll.build.unpack.Merger;
import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.build.unpack.Unpacking;
import dev.plimsoll.build.unpack.Unpacking.Rights;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.image.FileNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes a root file system of packages, without running anything of theirs. */
public final class RootBuilder {
    private final RootRequest request;
    private final ImageSpec spec;
    private final Draft draft;
    private final Diversions diversions = new Diversions();
    private final Accounts accounts;
    private final SpecUsers users;
    private final MaintainerScripts scripts;
    private final List<OmittedPackage> omitted = new ArrayList<>();
    private final List<LeftOutPart> leftOut = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private RootBuilder(RootRequest request) {
        this.request = request;
        this.spec = request.spec();
        this.draft = new Draft(request.epoch());
        this.accounts = new Accounts(draft);
        this.users = new SpecUsers(draft, accounts);
        this.scripts = new MaintainerScripts(draft, accounts, diversions, spec.scripts(), request.architecture());
    }

    /**
     * Unpacks the packages, does what their scripts would do, leaves out what the spec says, and proves that nothing needs it.
     *
     * @param unpacking reads the packages; the tree is readable until its temporary files are closed
     * @throws PlimsollException USAGE or BUILD_FAILED if the spec leaves something out that is needed, packages clash, or a script's
     *     work is not known; FEED_MALFORMED or LIMIT_EXCEEDED for a package that is hostile or damaged
     */
    public static RootTree build(RootRequest request, Unpacking unpacking, Progress progress) {
        RootBuilder builder = new RootBuilder(request);
        try {
            List<Unpacked> packages = builder.unpack(unpacking, progress);
            builder.merge(packages);
            builder.finish(packages);
            return new RootTree(
                    builder.draft.files(),
                    builder.draft.owners(),
                    packages.stream().map(Unpacked::described).toList(),
                    builder.omitted,
                    builder.leftOut,
                    builder.notes);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS,
                    "could not make the root of " + request.spec().image() + ": " + e.getMessage(),
                    e);
        }
    }

    private List<Unpacked> unpack(Unpacking unpacking, Progress progress) {
        List<Unpacking.Source> sources = new ArrayList<>();
        for (RootPackage each : request.packages()) {
            Optional<Omission> omission = omission(each.described());
            if (omission.isPresent()) {
                omitted.add(new OmittedPackage(each.described(), omission.get().reason()));
            } else {
                sources.add(new Unpacking.Source(each.described(), each.deb()));
            }
        }
        for (Omission each : spec.omissions()) {
            if (omitted.stream().noneMatch(known -> known.described().name().equals(each.name()))) {
                notes.add("the spec omits " + each.name() + ", which nothing asks for any more");
            }
        }
        try (Progress.Task task = progress.start("unpacking " + spec.image(), sources.size())) {
            return unpacking.all(sources, draft.epoch(), Rights.DROPPED, task);
        }
    }

    private Map<String, Path> omittedFiles() {
        Map<String, Path> files = new TreeMap<>();
        for (RootPackage each : request.packages()) {
            if (omission(each.described()).isPresent()) {
                files.put(each.described().name(), each.deb());
            }
        }
        return files;
    }

    /** The program that would make the loader's cache, as it calls itself there. */
    private static String cacheMaker(List<Unpacked> packages) {
        String version = packages.stream()
                .map(Unpacked::described)
                .filter(each -> each.source().equals("glibc"))
                .map(ArchivePackage::version)
                .findFirst()
                .orElse("");
        return LibraryCache.maker(version);
    }

    private Optional<Omission> omission(ArchivePackage described) {
        return spec.omissions().stream()
                .filter(known -> known.name().equals(described.name()))
                .findFirst();
    }

    private void merge(List<Unpacked> packages) throws IOException {
        boolean based =
                packages.stream().anyMatch(each -> each.described().name().equals("base-files"));
        UsrMerge.begin(draft, based ? "base-files" : "");
        Merger merger = new Merger(draft, diversions);
        for (Unpacked each : packages) {
            scripts.before(each.described(), each.deb());
            merger.merge(each);
            each.lost()
                    .forEach(path -> notes.add("/" + FileNames.printable(path) + " of "
                            + each.described().name()
                            + " would run with another user's rights; it has no setuid and setgid bits in the image"));
        }
        accounts.begin();
        users.add(spec.users());
        for (Unpacked each : packages) {
            scripts.after(each.described(), each.deb());
        }
        for (Unpacked each : packages) {
            scripts.triggered(each.described(), each.deb());
        }
    }

    private void finish(List<Unpacked> packages) throws IOException {
        Map<String, String> removed = LeaveOut.apply(spec.leftOut(), draft);
        for (Unpacked each : packages) {
            leftOut.addAll(LeaveOut.of(each.described(), spec.leftOut(), removed));
        }
        AddedFiles added = new AddedFiles(draft);
        for (AddedFile file : spec.files()) {
            if (file.platform().isEmpty()
                    || file.platform().get().architecture().equals(request.architecture())) {
                added.add(file);
            }
        }
        Set<String> rewritten =
                spec.java().isPresent() ? JavaRuntimes.trim(draft, spec.java().get(), notes) : Set.of();
        users.makeHomes(spec.users());
        TrustedCertificates.update(draft);
        ElfFiles elves = new ElfFiles(draft);
        LibraryCache.update(draft, elves, request.architecture(), cacheMaker(packages));
        Proof.require(draft, elves, request.architecture(), removed, omittedFiles(), spec.dlopens());
        StatusFiles status = new StatusFiles(draft, diversions, rewritten);
        for (Unpacked each : packages) {
            status.add(each.deb(), each.described().name());
        }
    }
}
