package dev.plimsoll.build.patch.java;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.base.TempFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The door: exchanges libraries in an image's files for other versions of theirs, all copies of each or none. What a jar that holds
 * them says of them (its manifest's class path, Spring Boot's lists, an SBOM) is kept right. For one image and one thread.
 */
public final class JavaLibraries {
    private static final String INSIDE = "!/";

    private final LibraryRepository repository;
    private final TempFiles tempFiles;

    /**
     * @param repository the Maven repository that new versions come from
     * @param signers whose signatures they must have
     * @param now signatures made later do not count
     * @param tempFiles where results lie; they are readable until these are closed
     */
    public JavaLibraries(
            HttpFetcher fetcher,
            URI repository,
            LibrarySigners signers,
            Instant now,
            TempFiles tempFiles,
            Progress progress) {
        this.repository = new LibraryRepository(fetcher, repository, signers, now, tempFiles, progress);
        this.tempFiles = tempFiles;
    }

    /** An image's files. */
    public interface Contents {
        /** The content of the file of that path, as a file of this machine that is not changed. */
        Path file(String path) throws IOException;

        /** Whether there is anything of that path. */
        boolean exists(String path);
    }

    /**
     * A file of the image that becomes another.
     *
     * @param path of the file
     * @param newPath the same, or another in its directory: then the old one goes
     * @param content what is in it
     */
    public record FileChange(String path, String newPath, Path content) {}

    /**
     * A jar that took the place of another.
     *
     * @param name its path below the repository's base
     * @param proof how it was checked
     * @param sha256 of its content
     */
    public record Exchanged(String name, LibraryProof proof, Digest sha256) {}

    /**
     * What became of the wishes.
     *
     * @param files changed files, ordered by path
     * @param done each library that was exchanged, with its new jar
     * @param refused each library that was left as it is, and why
     */
    public record Outcome(
            List<FileChange> files, Map<LibraryChange, Exchanged> done, Map<LibraryChange, String> refused) {
        public Outcome {
            files = List.copyOf(files);
            done = Map.copyOf(done);
            refused = Map.copyOf(refused);
        }
    }

    /**
     * Exchanges what can be, each family of libraries whole or not at all.
     *
     * @throws PlimsollException DIGEST_MISMATCH, NETWORK, OFFLINE, …: if the repository fails in the middle
     */
    public Outcome exchange(List<LibraryWish> wishes, Contents contents) throws IOException {
        List<LibraryFamily> families = new ArrayList<>(LibraryFamily.of(wishes));
        Map<LibraryChange, String> refused = new LinkedHashMap<>();
        while (true) {
            try {
                return attempt(families, refused, contents);
            } catch (RefusedLibraryException e) {
                families.removeIf(family -> refuses(family, e, refused));
            }
        }
    }

    /** Whether a refusal is of a member; then no member is exchanged. */
    private static boolean refuses(
            LibraryFamily family, RefusedLibraryException refusal, Map<LibraryChange, String> refused) {
        if (family.members().stream().noneMatch(each -> each.isOf(refusal.change()))) {
            return false;
        }
        for (LibraryWish each : family.members()) {
            if (each.isOf(refusal.change())) {
                refused.put(refusal.change(), refusal.why());
            } else if (each.isWanted()) {
                refused.put(
                        each.best(),
                        "it goes with " + refusal.change().name() + ", which can't be exchanged: " + refusal.why());
            }
        }
        return true;
    }

    private Outcome attempt(List<LibraryFamily> families, Map<LibraryChange, String> refused, Contents contents)
            throws RefusedLibraryException, IOException {
        Map<LibraryChange, LibraryRepository.Jar> jars = new LinkedHashMap<>();
        Map<LibraryChange, String> stay = new LinkedHashMap<>(refused);
        Map<String, List<ArchiveEdit.Step>> inside = new TreeMap<>();
        Map<String, FileChange> files = new TreeMap<>();
        for (LibraryFamily family : families) {
            for (LibraryWish member : family.members()) {
                requireJars(member);
            }
            LibraryFamily.Choice choice = family.choose(repository);
            jars.putAll(choice.jars());
            stay.putAll(choice.missing());
            for (Map.Entry<LibraryChange, LibraryRepository.Jar> each :
                    choice.jars().entrySet()) {
                add(each.getKey(), each.getValue().file(), family, contents, files, inside);
            }
        }
        ArchiveEdit edit = new ArchiveEdit(tempFiles, jars);
        for (Map.Entry<String, List<ArchiveEdit.Step>> each : inside.entrySet()) {
            String path = each.getKey();
            if (!files.containsKey(path)) {
                files.put(
                        path,
                        new FileChange(
                                path, path, edit.edited(contents.file(path), SafeText.line(path), each.getValue())));
            }
        }
        requireDistinct(files, families, jars.keySet(), contents);
        Map<LibraryChange, Exchanged> done = new LinkedHashMap<>();
        jars.forEach((change, jar) -> done.put(change, new Exchanged(jar.path(), jar.proof(), jar.sha256())));
        return new Outcome(List.copyOf(files.values()), done, stay);
    }

    private static void add(
            LibraryChange change,
            Path jar,
            LibraryFamily family,
            Contents contents,
            Map<String, FileChange> files,
            Map<String, List<ArchiveEdit.Step>> inside)
            throws RefusedLibraryException, IOException {
        for (String place : family.places(change)) {
            List<String> parts = List.of(place.split(INSIDE));
            String path = parts.get(0);
            if (parts.size() > 1) {
                inside.computeIfAbsent(path, key -> new ArrayList<>())
                        .add(new ArchiveEdit.Step(change, parts.subList(1, parts.size())));
                continue;
            }
            ArchiveEdit.requireUnsigned(contents.file(path), SafeText.line(path), change);
            int slash = path.lastIndexOf('/') + 1;
            files.put(
                    path, new FileChange(path, path.substring(0, slash) + change.renamed(path.substring(slash)), jar));
        }
    }

    /** Coordinates that a jar states of a part of it, and not of itself, are of a library whose classes were copied into it. */
    private static void requireJars(LibraryWish wish) throws RefusedLibraryException {
        for (String place : wish.places()) {
            int last = place.lastIndexOf(INSIDE);
            String name = last < 0 ? place : place.substring(last + INSIDE.length());
            if (!name.endsWith(".jar")) {
                String why = last < 0
                        ? SafeText.line(place) + " is no jar"
                        : "it is shaded into " + SafeText.line(place.substring(0, last));
                throw new RefusedLibraryException(wish.best(), why);
            }
        }
    }

    private static void requireDistinct(
            Map<String, FileChange> files, List<LibraryFamily> families, Set<LibraryChange> changes, Contents contents)
            throws RefusedLibraryException {
        Set<String> names = new HashSet<>();
        for (FileChange file : files.values()) {
            boolean taken = !file.newPath().equals(file.path()) && contents.exists(file.newPath());
            if (taken || !names.add(file.newPath())) {
                LibraryChange change = changes.stream()
                        .filter(each -> families.stream()
                                .anyMatch(family -> family.places(each).contains(file.path())))
                        .findFirst()
                        .orElseThrow();
                throw new RefusedLibraryException(change, "there would be two of " + SafeText.line(file.newPath()));
            }
        }
    }
}
