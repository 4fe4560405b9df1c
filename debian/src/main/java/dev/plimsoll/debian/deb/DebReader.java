package dev.plimsoll.debian.deb;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.TarStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a binary package that passes by once: its parts in their order, as dpkg demands it. Internal to this module; others open a
 * {@link DebPackage}. For one thread.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg-dev/deb.5.en.html">deb(5)</a>
 */
public final class DebReader {
    private static final long INFLATED_DATA_BYTES = 32L << 30;
    private static final long INFLATED_CONTROL_BYTES = 64L << 20;
    private static final long CONTROL_FILE_BYTES = 32L << 20;
    private static final int VERSION_BYTES = 100;

    private final ArReader members;
    private final Map<String, Instant> times = new LinkedHashMap<>();

    /** Looks at one entry; says whether it wants to see more. */
    public interface Visitor {
        /** Reads the entry's content now or never. */
        boolean visit(TarStream.Entry entry) throws IOException;
    }

    /**
     * Reads {@code deb}, which is not closed.
     *
     * @throws IOException if it is no package of format 2
     */
    DebReader(InputStream deb) throws IOException {
        this.members = new ArReader(deb);
        String first = members.next().orElse("");
        if (!first.equals("debian-binary")) {
            throw new IOException("it does not begin with the part debian-binary, as a .deb must");
        }
        String version =
                new String(BoundedInput.readAll(members.content(), VERSION_BYTES, first), StandardCharsets.US_ASCII);
        if (!version.startsWith("2.")) {
            throw new IOException("it is of the format " + FileNames.printable(version.strip()) + ", not of 2.0");
        }
    }

    /**
     * Walks through the files that a package installs, until the visitor has enough.
     *
     * @throws IOException if it is no package, or a damaged one
     */
    public static void walk(InputStream deb, Visitor visitor) throws IOException {
        DebReader reader = new DebReader(deb);
        reader.part("control.tar");
        reader.data(visitor);
    }

    /** The files of the control part by name, such as {@code control} and {@code postinst}. */
    Map<String, byte[]> control() throws IOException {
        String part = part("control.tar");
        Map<String, byte[]> files = new LinkedHashMap<>();
        entries(part, INFLATED_CONTROL_BYTES, entry -> {
            if (entry.kind() == FileEntry.Kind.FILE) {
                times.put(entry.path(), entry.details().modified());
                files.put(entry.path(), BoundedInput.readAll(entry.content(), CONTROL_FILE_BYTES, entry.path()));
            } else if (entry.kind() != FileEntry.Kind.DIRECTORY) {
                throw new IOException(FileNames.printable(entry.path()) + " of its control part is no plain file");
            }
            return true;
        });
        return files;
    }

    /** When the files of the control part were changed last, by name; after {@link #control()}. */
    Map<String, Instant> controlTimes() {
        return times;
    }

    /** The files that it installs; after {@link #control()}. */
    void data(Visitor visitor) throws IOException {
        entries(part("data.tar"), INFLATED_DATA_BYTES, visitor);
    }

    /** Goes to the part that must come next; parts with a name like {@code _ours} are others' own. */
    private String part(String wanted) throws IOException {
        Optional<String> member = members.next();
        while (member.isPresent() && member.get().startsWith("_")) {
            member = members.next();
        }
        String name = member.orElseThrow(() -> new IOException("it has no " + wanted));
        if (!name.equals(wanted) && !name.startsWith(wanted + ".")) {
            throw new IOException("it has " + FileNames.printable(name) + " where " + wanted + " must be");
        }
        return name;
    }

    private void entries(String part, long limit, Visitor visitor) throws IOException {
        try (InputStream inflated =
                BoundedInput.of(Inflate.byName(members.content(), part), limit, part + " of the package, inflated,")) {
            TarStream tar = new TarStream(inflated);
            for (Optional<TarStream.Entry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                requirePlain(entry.get().details().name());
                if (!visitor.visit(entry.get())) {
                    return;
                }
            }
            if (!tar.hasEndMark()) {
                throw new IOException(part + " is cut off: the blocks that end a tar are missing");
            }
        }
    }

    /** Where a name with {@code ..} ends depends on links on its way, so it means nothing that could be checked. */
    private static void requirePlain(String name) throws IOException {
        boolean climbs = name.equals("..") || name.startsWith("../") || name.endsWith("/..") || name.contains("/../");
        if (climbs || name.startsWith("/")) {
            throw new IOException("it has a file by the name " + FileNames.printable(name)
                    + ", which does not lie plainly below the root");
        }
    }
}
