package dev.plimsoll.debian.deb;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.TarStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;

/**
 * A {@code .deb} file: what it says of itself, and the files that it brings. Nothing is unpacked here, and nothing in it is trusted.
 * Safe for use by several threads; the file must not change meanwhile.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg-dev/deb.5.en.html">deb(5)</a>
 */
public final class DebPackage {
    private final Path file;
    private final String what;
    private final Map<String, byte[]> control;
    private final Map<String, Instant> times;

    /** Takes the entries one by one, in the order of the package. */
    public interface Visitor {
        /**
         * Takes one entry; its content is to be read now or never.
         *
         * @throws IOException as the visitor likes; it ends the walk and comes out of {@link #files} as it is
         */
        void visit(TarStream.Entry entry) throws IOException;
    }

    private DebPackage(Path file, String what, Map<String, byte[]> control, Map<String, Instant> times) {
        this.file = file;
        this.what = what;
        this.control = Collections.unmodifiableMap(control);
        this.times = Collections.unmodifiableMap(times);
    }

    /**
     * Opens a package and reads its control part.
     *
     * @throws PlimsollException FEED_MALFORMED if it is none, or a damaged one; FILE_ACCESS if it can't be read
     */
    public static DebPackage open(Path file) {
        return opened(file, file.toString());
    }

    /** As {@link #open(Path)}; messages call it by its name and version, since a cache's files are called by their hashes. */
    public static DebPackage open(Path file, String name) {
        return opened(file, "the package " + name + " (" + file + ")");
    }

    private static DebPackage opened(Path file, String what) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file, what);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static DebPackage read(InputStream in, Path file, String what) {
        try {
            DebReader reader = new DebReader(in);
            Map<String, byte[]> control = reader.control();
            if (!control.containsKey("control")) {
                throw new IOException("its control part has no file 'control'");
            }
            return new DebPackage(file, what, control, reader.controlTimes());
        } catch (IOException e) {
            throw damaged(what, "", e);
        }
    }

    /** Where it lies. */
    public Path file() {
        return file;
    }

    /**
     * The files of the control part by name: {@code control} always, and perhaps {@code md5sums}, {@code conffiles}, {@code postinst},
     * {@code triggers}, {@code shlibs}, … Do not change the arrays.
     */
    public Map<String, byte[]> control() {
        return control;
    }

    /** When each file of the control part was changed last, by name. */
    public Map<String, Instant> controlTimes() {
        return times;
    }

    /**
     * Walks through all files that the package installs. Names with {@code ..} or a leading slash are refused here; where links lead
     * is for the visitor to judge.
     *
     * @throws IOException what the visitor throws of its own
     * @throws PlimsollException FEED_MALFORMED if the package is damaged, contradicts itself or inflates without end, naming package
     *     and file; FILE_ACCESS if it can't be opened
     */
    public void files(Visitor visitor) throws IOException {
        Guarded guarded = new Guarded(visitor);
        try (InputStream in = open()) {
            DebReader reader = new DebReader(in);
            reader.control();
            reader.data(guarded);
        } catch (VisitorException e) {
            throw e.failure();
        } catch (PlimsollException e) {
            throw e;
        } catch (IOException e) {
            throw damaged(what, guarded.last, e);
        }
    }

    private InputStream open() {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Tells a visitor's own failures from the package's. */
    private static final class Guarded implements DebReader.Visitor {
        private final Visitor visitor;
        private String last = "";

        private Guarded(Visitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public boolean visit(TarStream.Entry entry) throws IOException {
            last = entry.path();
            try {
                visitor.visit(new TarStream.Entry(
                        entry.path(),
                        entry.kind(),
                        entry.link(),
                        entry.size(),
                        new ContentOfPackage(entry.content()),
                        entry.details()));
            } catch (ContentOfPackage.Failure e) {
                throw e.failure();
            } catch (IOException e) {
                throw new VisitorException(e);
            }
            return true;
        }
    }

    /** Carries a visitor's exception past those who would blame the package for it. */
    private static final class VisitorException extends IOException {
        private static final long serialVersionUID = 1L;

        private final IOException failure;

        VisitorException(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        IOException failure() {
            return failure;
        }
    }

    private static PlimsollException damaged(String what, String last, Exception e) {
        String place = last.isEmpty() ? "" : " (at or after its file " + FileNames.printable(last) + ")";
        return new PlimsollException(
                ErrorCode.FEED_MALFORMED, what + " is no sound package" + place + ": " + e.getMessage(), e);
    }

    private static PlimsollException unreadable(Path file, IOException e) {
        return new PlimsollException(ErrorCode.FILE_ACCESS, "can't read " + file + " (" + e.getMessage() + ")", e);
    }
}
