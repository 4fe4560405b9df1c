package dev.plimsoll.build.patch.java;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.FileReason;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.debian.SignerKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose signatures new versions of Java libraries must have: keys pinned for all, or for some groups. Immutable. */
public final class LibrarySigners {
    /** Nobody's: checksums have to do. */
    public static final LibrarySigners NONE = new LibrarySigners(Map.of());

    private static final Pattern SETTING = Pattern.compile("(?:([A-Za-z0-9_.-]+)=)?(.+)");
    private static final long MAX_FILE = 64L << 20;

    private final Map<String, SignerKeys> byGroup;

    private LibrarySigners(Map<String, SignerKeys> byGroup) {
        this.byGroup = Map.copyOf(byGroup);
    }

    /**
     * Reads files of OpenPGP public keys.
     *
     * @param settings each {@code GROUP=FILE}, for libraries of a group and of the groups below it, or {@code FILE} for all others
     * @throws PlimsollException FILE_ACCESS if a file can't be read; USAGE if it has no key
     */
    public static LibrarySigners read(List<String> settings) {
        Map<String, SignerKeys> byGroup = new HashMap<>();
        for (String setting : settings) {
            Matcher parts = SETTING.matcher(setting);
            if (!parts.matches()) {
                throw new PlimsollException(ErrorCode.USAGE, "keys are named as FILE or GROUP=FILE");
            }
            String group = parts.group(1) == null ? "" : parts.group(1);
            byGroup.merge(group, keys(parts.group(2)), SignerKeys::plus);
        }
        return new LibrarySigners(byGroup);
    }

    private static SignerKeys keys(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return SignerKeys.read(BoundedInput.readAll(in, MAX_FILE, file), file);
        } catch (IOException | InvalidPathException e) {
            String reason = e instanceof IOException failure ? FileReason.of(failure) : "it is no name of a file";
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "could not read the keys in " + file + ": " + reason, e);
        }
    }

    /** The keys of which one must have signed what a group publishes: those of the nearest group; empty if none are pinned. */
    Optional<SignerKeys> of(String group) {
        String name = group;
        while (!name.isEmpty()) {
            SignerKeys keys = byGroup.get(name);
            if (keys != null) {
                return Optional.of(keys);
            }
            name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        }
        return Optional.ofNullable(byGroup.get(""));
    }
}
