package dev.plimsoll.debian.deb;

import dev.plimsoll.base.BulkInput;
import java.io.IOException;
import java.io.InputStream;

/** A file's content whose failures are known as the package's, whoever reads it. */
final class ContentOfPackage extends BulkInput {
    private final InputStream in;

    /** The package could not be read on. */
    static final class Failure extends IOException {
        private static final long serialVersionUID = 1L;

        private final IOException failure;

        private Failure(IOException failure) {
            super(failure.getMessage(), failure);
            this.failure = failure;
        }

        IOException failure() {
            return failure;
        }
    }

    ContentOfPackage(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            throw new Failure(e);
        }
    }
}
