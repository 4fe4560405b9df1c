package dev.plimsoll.build.patch.java;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A library to be exchanged.
 *
 * @param group Maven's groupId
 * @param artifact Maven's artifactId
 * @param from the version that is there
 * @param versions those that would do, the best first; none for one that only goes with its family: libraries of the same group and
 *     version in the same directory, which were released together and may need each other so
 * @param exact whether no other version will do, whatever its family gets
 * @param places all places where it lies, as {@link dev.plimsoll.inventory.Location#path} names them
 */
public record LibraryWish(
        String group, String artifact, String from, List<String> versions, boolean exact, List<String> places) {
    public LibraryWish {
        Objects.requireNonNull(group, "group is null");
        Objects.requireNonNull(artifact, "artifact is null");
        Objects.requireNonNull(from, "from is null");
        versions = List.copyOf(versions);
        places = List.copyOf(places);
    }

    /** Whether there is a reason of its own to exchange it. */
    public boolean isWanted() {
        return !versions.isEmpty();
    }

    /** Whether it is what is changed there. */
    public boolean isOf(LibraryChange change) {
        return group.equals(change.group()) && artifact.equals(change.artifact()) && from.equals(change.from());
    }

    /** The same library in another version. */
    LibraryChange change(String version) {
        return new LibraryChange(group, artifact, from, version);
    }

    /** What is most wished. */
    LibraryChange best() {
        return change(isWanted() ? versions.get(0) : from);
    }

    /** Whether both were released together and lie together. */
    public boolean isKinOf(LibraryWish other) {
        return group.equals(other.group)
                && from.equals(other.from)
                && other.directories().stream().anyMatch(directories()::contains);
    }

    /** Only what lies beside one of these. */
    public LibraryWish beside(List<LibraryWish> wanted) {
        Set<String> theirs =
                wanted.stream().flatMap(each -> each.directories().stream()).collect(Collectors.toSet());
        return new LibraryWish(
                group,
                artifact,
                from,
                versions,
                exact,
                places.stream()
                        .filter(place -> theirs.contains(directory(place)))
                        .toList());
    }

    private Set<String> directories() {
        return places.stream().map(LibraryWish::directory).collect(Collectors.toSet());
    }

    private static String directory(String place) {
        return place.substring(0, place.lastIndexOf('/') + 1);
    }
}
