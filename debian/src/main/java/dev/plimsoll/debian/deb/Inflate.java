package dev.plimsoll.debian.deb;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.XZInputStream;

/** Undoes a compression that a file name tells. Bounded by the caller, since a little can inflate to a lot. */
public final class Inflate {
    private static final int BUFFER = 1 << 16;
    private static final int XZ_MEMORY_KIB = 256 * 1024;

    private Inflate() {}

    /** The content of {@code in}, whose name ends in {@code .xz}, {@code .gz}, {@code .zst} or in none of them. */
    public static InputStream byName(InputStream in, String name) throws IOException {
        if (name.endsWith(".xz")) {
            // Hundreds of packages, of which each part has a dictionary of 8 MiB: the next one takes it over.
            return new XZInputStream(new BufferedInputStream(in, BUFFER), XZ_MEMORY_KIB, BasicArrayCache.getInstance());
        }
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(in, BUFFER);
        }
        if (name.endsWith(".zst")) {
            return new ZstdInputStream(in);
        }
        if (name.endsWith(".bz2") || name.endsWith(".lzma")) {
            throw new IOException(name + " is compressed in a way that is not supported");
        }
        return in;
    }
}
