package dev.plimsoll.debian;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.debian.catalog.PackageFields;
import dev.plimsoll.debian.deb.DebPackage;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Fetches the packages that a lock names: no Release is asked, since the lock's hashes say all. Safe for use by several threads. */
public final class LockedPackages {
    private static final DateTimeFormatter SNAPSHOT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final SuitePlan plan;
    private final PackagePool pool;
    private final Instant locked;
    private final Optional<URI> snapshots;
    private final String lock;

    private LockedPackages(SuitePlan plan, PackagePool pool, Instant locked, Optional<URI> snapshots, String lock) {
        this.plan = plan;
        this.pool = pool;
        this.locked = locked;
        this.snapshots = snapshots;
        this.lock = lock;
    }

    /**
     * A fetched package.
     *
     * @param described as an index would describe it
     * @param file the {@code .deb} in the cache; do not change it
     */
    public record Fetched(ArchivePackage described, Path file) {}

    /**
     * Nothing is asked yet.
     *
     * @param lock what the lock is called, for messages
     * @param locked the newest Release's date when the lock was made; the snapshot of that time is asked
     * @param snapshots whether a package that has left the mirror may be had from the snapshot archive
     * @param http not closed by this
     * @param directories the cache keeps packages
     */
    public static LockedPackages open(
            DebianOptions options,
            String lock,
            Instant locked,
            boolean snapshots,
            HttpFetcher http,
            AppDirectories directories,
            Progress progress) {
        return new LockedPackages(
                new SuitePlan(options, AptSources.read(options.aptDirectory())),
                new PackagePool(AptProxy.fetcher(options, http), new ArchiveFiles(directories), progress),
                locked,
                snapshots ? Optional.of(options.snapshotArchive()) : Optional.empty(),
                lock);
    }

    /**
     * Brings the packages into the cache, in order.
     *
     * @throws PlimsollException FEED_UNTRUSTED if a file is not the locked one; FEED_MALFORMED if it is no such package; NETWORK, naming
     *     all that can't be had any more
     */
    public List<Fetched> fetch(List<LockedPackage> packages) {
        List<Path> files = pool.fetch(packages.stream().map(this::wanted).toList(), advice());
        List<Fetched> fetched = new ArrayList<>();
        for (int i = 0; i < packages.size(); i++) {
            fetched.add(new Fetched(describe(packages.get(i), files.get(i)), files.get(i)));
        }
        return fetched;
    }

    private String advice() {
        return "The lock " + lock + " is of " + locked + ", and archives drop what newer versions replace: "
                + (snapshots.isPresent()
                        ? "the snapshot archive may be behind, or lack this; "
                        : "--allow-snapshots fetches it from the snapshot archive, or ")
                + "--lock makes the lock anew";
    }

    private PackagePool.Wanted wanted(LockedPackage each) {
        Suite suite = plan.suite(each.suite());
        List<URI> places = new ArrayList<>();
        places.add(suite.pool(each.filename()));
        snapshots.ifPresent(base -> {
            // A state is kept some hours after it was published, and a file stays for some time after that.
            for (Instant time : List.of(locked.plus(Duration.ofHours(24)), locked)) {
                String archive = Suite.isSecurity(each.suite()) ? "debian-security" : "debian";
                URI address = URI.create(base + "/" + archive + "/" + SNAPSHOT.format(time));
                places.add(new Suite(each.suite(), address, false).pool(each.filename()));
            }
        });
        return new PackagePool.Wanted(label(each), new Expected(each.sha256(), each.size()), places);
    }

    private static String label(LockedPackage each) {
        return each.name() + " " + each.version() + " " + each.architecture();
    }

    private static ArchivePackage describe(LockedPackage locked, Path file) {
        byte[] control = DebPackage.open(file, label(locked)).control().getOrDefault("control", new byte[0]);
        List<Map<String, String>> stanzas = Deb822.parse(new String(control, StandardCharsets.UTF_8));
        Map<String, String> fields = stanzas.isEmpty() ? Map.of() : stanzas.get(0);
        String[] values = PackageFields.NAMES.stream()
                .map(name ->
                        fields.getOrDefault(name.toLowerCase(Locale.ROOT), "").replace('\n', ' '))
                .toArray(String[]::new);
        values[PackageFields.NAMES.indexOf("Filename")] = locked.filename();
        values[PackageFields.NAMES.indexOf("Size")] = Long.toString(locked.size());
        values[PackageFields.NAMES.indexOf("SHA256")] = locked.sha256().hex();
        ArchivePackage described;
        try {
            described = PackageFields.toPackage(values, locked.suite(), "the control file of " + file);
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.FEED_MALFORMED, String.valueOf(e.getMessage()), e);
        }
        boolean same = described.name().equals(locked.name())
                && described.version().equals(locked.version())
                && described.architecture().equals(locked.architecture());
        if (!same) {
            throw new PlimsollException(
                    ErrorCode.FEED_UNTRUSTED,
                    "the lock says that " + locked.sha256() + " is " + label(locked)
                            + ", but the file calls itself " + described
                            + "; make the lock anew");
        }
        return described;
    }
}
