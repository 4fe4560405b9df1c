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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @param tempFiles where results lie; they are readable until these are closed
     */
    public JavaLibraries(HttpFetcher fetcher, URI repository, TempFiles tempFiles, Progress progress) {
        this.repository = new LibraryRepository(fetcher, repository, tempFiles, progress);
        this.tempFiles = tempFiles;
    }

    /**
     * A library to be exchanged.
     *
     * @param change from which version to which
     * @param places all places where it lies, as {@link dev.plimsoll.inventory.Location#path} names them
     */
    public record Wish(LibraryChange change, List<String> places) {
        public Wish {
            places = List.copyOf(places);
        }
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
     * @param published the digest that it was checked by, the strongest that the repository has
     * @param sha256 of its content
     */
    public record Exchanged(String name, Digest published, Digest sha256) {}

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
     * Exchanges what can be.
     *
     * @throws PlimsollException DIGEST_MISMATCH, NETWORK, OFFLINE, …: if the repository fails in the middle
     */
    public Outcome exchange(List<Wish> wishes, Contents contents) throws IOException {
        Map<LibraryChange, LibraryRepository.Jar> jars = new HashMap<>();
        Map<LibraryChange, String> refused = new HashMap<>();
        while (true) {
            try {
                List<FileChange> files = attempt(wishes, refused.keySet(), jars, contents);
                Map<LibraryChange, Exchanged> done = new HashMap<>();
                jars.forEach((change, jar) -> {
                    if (!refused.containsKey(change)) {
                        done.put(change, new Exchanged(jar.path(), jar.published(), jar.sha256()));
                    }
                });
                return new Outcome(files, done, refused);
            } catch (RefusedLibraryException e) {
                refused.put(e.change(), e.why());
            }
        }
    }

    private List<FileChange> attempt(
            List<Wish> wishes,
            Set<LibraryChange> without,
            Map<LibraryChange, LibraryRepository.Jar> jars,
            Contents contents)
            throws RefusedLibraryException, IOException {
        Map<String, List<ArchiveEdit.Step>> inside = new TreeMap<>();
        Map<String, FileChange> files = new TreeMap<>();
        for (Wish wish : wishes) {
            if (!without.contains(wish.change())) {
                if (!jars.containsKey(wish.change())) {
                    requireJars(wish);
                    jars.put(wish.change(), repository.fetch(wish.change()));
                }
                add(wish, jars, contents, files, inside);
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
        requireDistinct(files, wishes, contents);
        return List.copyOf(files.values());
    }

    private static void add(
            Wish wish,
            Map<LibraryChange, LibraryRepository.Jar> jars,
            Contents contents,
            Map<String, FileChange> files,
            Map<String, List<ArchiveEdit.Step>> inside)
            throws RefusedLibraryException, IOException {
        for (String place : wish.places()) {
            List<String> parts = List.of(place.split(INSIDE));
            String path = parts.get(0);
            if (parts.size() > 1) {
                inside.computeIfAbsent(path, key -> new ArrayList<>())
                        .add(new ArchiveEdit.Step(wish.change(), parts.subList(1, parts.size())));
                continue;
            }
            ArchiveEdit.requireUnsigned(contents.file(path), SafeText.line(path), wish.change());
            int slash = path.lastIndexOf('/') + 1;
            String newPath = path.substring(0, slash) + wish.change().renamed(path.substring(slash));
            Path jar =
                    Optional.ofNullable(jars.get(wish.change())).orElseThrow().file();
            files.put(path, new FileChange(path, newPath, jar));
        }
    }

    /** Coordinates that a jar states of a part of it, and not of itself, are of a library whose classes were copied into it. */
    private static void requireJars(Wish wish) throws RefusedLibraryException {
        for (String place : wish.places()) {
            int last = place.lastIndexOf(INSIDE);
            String name = last < 0 ? place : place.substring(last + INSIDE.length());
            if (!name.endsWith(".jar")) {
                String why = last < 0
                        ? SafeText.line(place) + " is no jar"
                        : "it is shaded into " + SafeText.line(place.substring(0, last));
                throw new RefusedLibraryException(wish.change(), why);
            }
        }
    }

    private static void requireDistinct(Map<String, FileChange> files, List<Wish> wishes, Contents contents)
            throws RefusedLibraryException {
        Set<String> names = new HashSet<>();
        for (FileChange file : files.values()) {
            boolean taken = !file.newPath().equals(file.path()) && contents.exists(file.newPath());
            if (taken || !names.add(file.newPath())) {
                LibraryChange change = wishes.stream()
                        .filter(wish -> wish.places().contains(file.path()))
                        .findFirst()
                        .orElseThrow()
                        .change();
                throw new RefusedLibraryException(change, "there would be two of " + SafeText.line(file.newPath()));
            }
        }
    }
}
