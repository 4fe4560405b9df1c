package dev.plimsoll.debian;

import dev.plimsoll.base.BoundedInput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The package sources of the scanning machine: which mirror it uses for a suite. */
final class AptSources {
    private static final long FILE_BYTES = 1L << 20;

    private final List<AptSource> sources;

    AptSources(List<AptSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Reads {@code sources.list} and {@code sources.list.d} of an apt directory; what can't be read counts as absent. */
    static AptSources read(Path aptDirectory) {
        List<AptSource> found = new ArrayList<>();
        readInto(found, aptDirectory.resolve("sources.list"));
        for (Path file : files(aptDirectory.resolve("sources.list.d"))) {
            readInto(found, file);
        }
        return new AptSources(found);
    }

    /**
     * The address this machine has for a Debian suite, if it has one. Third parties name their suites after Debian's too, so only
     * sources with the component main and no foreign keyring count, those that look like Debian's first; a wrong guess fails at the
     * signature, never silently.
     */
    Optional<URI> mirrorOf(String suite) {
        return sources.stream()
                .filter(source -> source.suites().contains(suite))
                .filter(source -> source.components().contains(Defaults.MAIN_COMPONENT))
                .filter(source -> source.signedBy().isEmpty() || isDebianKeyring(source))
                .flatMap(source ->
                        source.uris().stream().filter(AptSources::isHttp).map(uri -> new Ranked(source, uri)))
                .min(Comparator.comparingInt(Ranked::rank))
                .map(ranked -> URI.create(ranked.uri()));
    }

    private record Ranked(AptSource source, String uri) {
        int rank() {
            if (isDebianKeyring(source)) {
                return 0;
            }
            String path = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
            boolean namedDebian = path.endsWith("/debian") || path.endsWith("/debian-security");
            return namedDebian || uri.contains(".debian.org") ? 1 : 2;
        }
    }

    private static boolean isDebianKeyring(AptSource source) {
        return source.signedBy().contains("debian-archive");
    }

    private static boolean isHttp(String uri) {
        if (!uri.startsWith("http://") && !uri.startsWith("https://")) {
            return false;
        }
        try {
            return URI.create(uri).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<Path> files(Path directory) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.{list,sources}")) {
            entries.forEach(files::add);
        } catch (IOException e) {
            return List.of();
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private static void readInto(List<AptSource> found, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(BoundedInput.readAll(in, FILE_BYTES, file.toString()), StandardCharsets.UTF_8);
            found.addAll(
                    file.toString().endsWith(".sources")
                            ? AptSourcesParser.parseStanzas(text)
                            : AptSourcesParser.parseLines(text));
        } catch (IOException e) {
            // Another user's configuration, or none: the public mirror is asked instead.
            return;
        }
    }
}
