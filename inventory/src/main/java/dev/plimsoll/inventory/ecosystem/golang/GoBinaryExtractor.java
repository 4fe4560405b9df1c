package dev.plimsoll.inventory.ecosystem.golang;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.Optional;

/**
 * Programs and shared libraries (ELF) with Go's build information: main module, dependencies, and the version of Go as the module
 * {@code stdlib}. A binary without any, such as one packed with UPX or built before Go 1.13, can't be told from other programs and
 * gives nothing; one with information that can't be read gives a gap.
 */
final class GoBinaryExtractor implements Extractor {
    private static final byte[] ELF = {0x7F, 'E', 'L', 'F'};

    /** No Go program is smaller. */
    private static final int SMALLEST = 4 * 1024;

    private static final int ANYBODY_RUNS = 0111;
    private static final int CHUNK = 64 * 1024;

    private final Probe probe = new Probe(ELF, BuildInfoReader.marker());

    @Override
    public String id() {
        return "go-binary";
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return size >= SMALLEST && ((mode & ANYBODY_RUNS) != 0 || isSharedLibrary(path)) ? Want.PROBE : Want.NOTHING;
    }

    private static boolean isSharedLibrary(String path) {
        return path.endsWith(".so") || path.indexOf(".so.", path.lastIndexOf('/') + 1) > 0;
    }

    @Override
    public Optional<Probe> probe() {
        return Optional.of(probe);
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        Optional<BuildInfo> found = read(input);
        if (found.isEmpty()) {
            return;
        }
        GoComponents components = new GoComponents(input, output);
        ModuleLines lines = ModuleLines.parse(found.get().modules());
        String goVersion = found.get().goVersion();
        String release = GoRelease.version(goVersion);
        // The native text is kept where it says more than the version.
        Map<String, String> properties = goVersion.indexOf(' ') > 0 ? Map.of("go.version", goVersion) : Map.of();
        components.add("stdlib", release, properties);
        if (lines.isToolchain()) {
            components.add("toolchain", release, properties);
        }
        lines.addTo(components);
    }

    private static Optional<BuildInfo> read(ExtractorInput input) throws IOException {
        try (SeekableByteChannel channel = input.content().channel()) {
            ElfImage image = ElfImage.open(channel);
            return new BuildInfoReader(image, input.limits().jsonBytes()).read();
        } catch (MalformedElfException e) {
            if (isElfWithMarker(input.content())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Only for broken files: the others tell by their sections and segments. */
    private static boolean isElfWithMarker(FileContent content) throws IOException {
        byte[] marker = BuildInfoReader.marker();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = content.stream()) {
            int kept = in.readNBytes(chunk, 0, ELF.length);
            if (kept < ELF.length || !startsWith(chunk, 0, ELF)) {
                return false;
            }
            while (true) {
                int read = in.readNBytes(chunk, kept, CHUNK - kept);
                int end = kept + read;
                for (int i = 0; i + marker.length <= end; i++) {
                    if (chunk[i] == marker[0] && startsWith(chunk, i, marker)) {
                        return true;
                    }
                }
                if (read == 0) {
                    return false;
                }
                kept = Math.min(end, marker.length - 1);
                System.arraycopy(chunk, end - kept, chunk, 0, kept);
            }
        }
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] start) {
        for (int i = 0; i < start.length; i++) {
            if (bytes[at + i] != start[i]) {
                return false;
            }
        }
        return true;
    }
}
