package dev.plimsoll.build.spec;

import dev.plimsoll.image.Platform;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A file that no package brings.
 *
 * @param path absolute, in the image
 * @param content what it is
 * @param mode permission bits; empty: 0755 for directories and what the user may run, else 0644
 * @param userId numeric owner
 * @param groupId numeric group
 * @param platform the only one that has it; empty: each has it
 * @param line where the spec says so, from 1
 */
public record AddedFile(
        String path,
        Content content,
        OptionalInt mode,
        int userId,
        int groupId,
        Optional<Platform> platform,
        int line) {

    /** What stands under the path. */
    public sealed interface Content {}

    /** A file of the builder's machine, or a directory with everything below it. */
    public record Source(Path file) implements Content {}

    /** A file with this text. */
    public record Text(String text) implements Content {}

    /** A symbolic link. */
    public record Link(String target) implements Content {}

    /** An empty directory. */
    public record Directory() implements Content {}
}
