package dev.plimsoll.debian;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An index as it is kept: the fields that matter, one package a line, ten times quicker to read than the original (which need not be
 * kept). Its file name holds the original's hash.
 */
final class CompactIndex {
    private static final String HEADER = "plimsoll-packages 1";
    private static final int FIELDS = 7;

    private CompactIndex() {}

    /** Writes what a Packages index says; does not close {@code out}. */
    static void write(InputStream packages, OutputStream out, String what) throws IOException {
        try (ZstdOutputStream zstd = new ZstdOutputStream(new Unclosed(out))) {
            zstd.setChecksum(true);
            Writer writer = new BufferedWriter(new OutputStreamWriter(zstd, StandardCharsets.UTF_8), 1 << 16);
            writer.write(HEADER + "\n");
            PackagesParser.parse(packages, what, entry -> {
                writer.write(entry.source());
                writer.write('\t');
                writer.write(entry.sourceVersion());
                writer.write('\t');
                writer.write(entry.name());
                writer.write('\t');
                writer.write(entry.version());
                writer.write('\t');
                writer.write(entry.filename());
                writer.write('\t');
                writer.write(Long.toString(entry.file().size()));
                writer.write('\t');
                writer.write(entry.file().sha256().hex());
                writer.write('\n');
            });
            writer.flush();
        }
    }

    /** Reads the packages of some sources. */
    static List<PackageEntry> read(Path file, Set<String> sources) throws IOException {
        List<PackageEntry> found = new ArrayList<>();
        try (InputStream zstd = new ZstdInputStream(Files.newInputStream(file));
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(
                                BoundedInput.of(zstd, Defaults.INFLATED_INDEX_BYTES, file.toString()),
                                StandardCharsets.UTF_8),
                        1 << 16)) {
            if (!HEADER.equals(reader.readLine())) {
                throw new IOException(file + " is not a compact index");
            }
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int tab = line.indexOf('\t');
                if (tab > 0 && sources.contains(line.substring(0, tab))) {
                    found.add(entry(line, file));
                }
            }
        }
        return found;
    }

    private static PackageEntry entry(String line, Path file) throws IOException {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IOException(file + " is damaged; delete it");
        }
        Digest digest = Digest.parse("sha256:" + fields[6]).orElseThrow(() -> new IOException(file + " is damaged"));
        return new PackageEntry(
                fields[0], fields[1], fields[2], fields[3], fields[4], new Expected(digest, Long.parseLong(fields[5])));
    }

    /** Lets a compressor be closed (it must, to free its memory) without closing the file below. */
    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
