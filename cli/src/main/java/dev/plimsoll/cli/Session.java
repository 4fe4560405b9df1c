package dev.plimsoll.cli;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.store.AdvisoryStore;
import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.debian.DebianArchiveSource;
import dev.plimsoll.debian.DebianOptions;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.scan.Scanner;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one command works with: the scanner and its sources; closed with the command. */
final class Session implements AutoCloseable {
    private final Scanner scanner;
    private final HttpFetcher fetcher;
    private final Optional<AdvisoryStore> store;

    /** @param fetcher the scanner's, which closes it */
    private Session(Scanner scanner, HttpFetcher fetcher, Optional<AdvisoryStore> store) {
        this.scanner = scanner;
        this.fetcher = fetcher;
        this.store = store;
    }

    /** With the advisory store and, unless told otherwise, the live archive. */
    static Session open(CliContext context, SourceOptions options) {
        return open(context, options, Optional.empty());
    }

    /** The same, with temporary files below that directory. */
    static Session open(CliContext context, SourceOptions options, Optional<Path> temporary) {
        HttpFetcher fetcher = options.network().fetcher(context);
        Progress progress = options.network().progress(context);
        AppDirectories directories = AppDirectories.of(context.environment());
        AdvisoryStore store = AdvisoryStore.ofUser(context.environment());
        Scanner.Builder builder = builder(context, fetcher, progress).source(store);
        temporary.ifPresent(builder::temporaryFilesUnder);
        if (options.live()) {
            builder.source(new DebianArchiveSource(
                    debian(options),
                    Ecosystems.byId("dpkg").orElseThrow(),
                    fetcher,
                    directories,
                    context.clock(),
                    progress));
        }
        return new Session(builder.build(), fetcher, Optional.of(store));
    }

    /**
     * What builds, patches and the like work with, until this is closed: the network is the scanner's, whose connections are open already.
     *
     * @param archive how the Debian archive is asked
     */
    BuildTools tools(CliContext context, SourceOptions options, DebianOptions archive) {
        return new BuildTools(
                context.environment(),
                archive,
                fetcher,
                AppDirectories.of(context.environment()),
                context.clock(),
                options.network().progress(context),
                VersionCommand.number());
    }

    /** For commands that judge nothing. */
    static Session withoutSources(CliContext context, NetworkOptions network) {
        HttpFetcher fetcher = network.fetcher(context);
        return new Session(builder(context, fetcher, network.progress(context)).build(), fetcher, Optional.empty());
    }

    private static Scanner.Builder builder(CliContext context, HttpFetcher fetcher, Progress progress) {
        return Scanner.builder(context.environment(), context.clock())
                .fetcher(fetcher)
                .progress(progress)
                .standardInput(context.in());
    }

    /** How the archive is asked. */
    static DebianOptions debian(SourceOptions options) {
        return new DebianOptions(
                uri("--debian-mirror", options.debianMirror()),
                uri("--debian-security-mirror", options.debianSecurityMirror()),
                options.debianSuites(),
                options.allowExpired(),
                Optional.empty(),
                DebianOptions.DEFAULT.snapshotArchive(),
                DebianOptions.DEFAULT.aptDirectory());
    }

    static Optional<URI> uri(String option, @Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(value);
            if (uri.getHost() != null) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            throw new PlimsollException(ErrorCode.USAGE, option + " wants an address: " + e.getMessage(), e);
        }
        throw new PlimsollException(ErrorCode.USAGE, option + " wants an address such as http://mirror.example/debian");
    }

    Scanner scanner() {
        return scanner;
    }

    /** Everything that the store knows under an id or alias. */
    List<Advisory> recordsAbout(String id) {
        return store.map(known -> known.named(id)).orElse(List.of());
    }

    @Override
    public void close() {
        scanner.close();
    }
}
