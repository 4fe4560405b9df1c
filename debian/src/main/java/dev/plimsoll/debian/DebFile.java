package dev.plimsoll.debian;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.image.TarStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A binary package as a stream. */
final class DebFile {
    private DebFile() {}

    /** Looks at one entry; says whether it wants to see more. */
    interface Visitor {
        boolean visit(TarStream.Entry entry) throws IOException;
    }

    /**
     * Walks through the files that a package installs, until the visitor has enough.
     *
     * @throws IOException if it is no package, or a damaged one
     */
    static void walk(InputStream deb, Visitor visitor) throws IOException {
        ArReader members = new ArReader(deb);
        for (Optional<String> member = members.next(); member.isPresent(); member = members.next()) {
            if (member.get().startsWith("data.tar")) {
                walkData(members.content(), member.get(), visitor);
                return;
            }
        }
        throw new IOException("it has no data.tar");
    }

    private static void walkData(InputStream data, String name, Visitor visitor) throws IOException {
        try (InputStream inflated =
                BoundedInput.of(Inflate.byName(data, name), Defaults.INFLATED_DEB_BYTES, name + " of the package")) {
            TarStream tar = new TarStream(inflated);
            for (Optional<TarStream.Entry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                if (!visitor.visit(entry.get())) {
                    return;
                }
            }
        }
    }
}
