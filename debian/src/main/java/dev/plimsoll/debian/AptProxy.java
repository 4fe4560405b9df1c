package dev.plimsoll.debian;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.HttpFetcher;
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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxy for the archive: the option's, else the one that the machine's apt is told to use.
 *
 * @see <a href="https://manpages.debian.org/bookworm/apt/apt-transport-http.1.en.html">apt-transport-http(1)</a>
 */
final class AptProxy {
    private static final long FILE_BYTES = 1L << 20;

    /** Both {@code Acquire::http::Proxy "…";} and the nested form. */
    private static final Pattern SETTING = Pattern.compile(
            "Acquire\\s*(?:::|\\{[^}]*?)\\s*https?\\s*(?:::|\\{[^}]*?)\\s*Proxy\\s+\"(http://[^\"\\s]+)\"",
            Pattern.CASE_INSENSITIVE);

    private AptProxy() {}

    /** The proxy to use, if any. */
    static Optional<URI> of(DebianOptions options) {
        return options.aptProxy().or(() -> configured(options.aptDirectory()));
    }

    /** A fetcher that goes through that proxy, if there is one; else the given one. */
    static HttpFetcher fetcher(DebianOptions options, HttpFetcher http) {
        return of(options)
                .filter(proxy -> !http.isOffline())
                .map(proxy -> HttpFetcher.online(environment(proxy), http.patience()))
                .orElse(http);
    }

    /** A proxy as environment variables. */
    private static Map<String, String> environment(URI proxy) {
        return Map.of("http_proxy", proxy.toString(), "https_proxy", proxy.toString());
    }

    private static Optional<URI> configured(Path aptDirectory) {
        Optional<URI> found = Optional.empty();
        for (Path file : files(aptDirectory)) {
            Matcher matcher = SETTING.matcher(read(file));
            while (matcher.find()) {
                found = parse(matcher.group(1)).or(Optional::empty);
            }
        }
        return found;
    }

    private static Optional<URI> parse(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Path> files(Path aptDirectory) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(aptDirectory.resolve("apt.conf.d"))) {
            parts.forEach(files::add);
        } catch (IOException e) {
            // No directory of settings: there may still be the one file.
            files.clear();
        }
        files.sort(Comparator.naturalOrder());
        files.add(aptDirectory.resolve("apt.conf"));
        return files;
    }

    private static String read(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(BoundedInput.readAll(in, FILE_BYTES, file.toString()), StandardCharsets.UTF_8);
            StringBuilder settings = new StringBuilder();
            text.lines()
                    .filter(line ->
                            !line.strip().startsWith("//") && !line.strip().startsWith("#"))
                    .forEach(line -> settings.append(line).append('\n'));
            return settings.toString();
        } catch (IOException e) {
            return "";
        }
    }
}
