package dev.plimsoll.debian;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Progress;
import dev.plimsoll.inventory.VersionScheme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One look at the archive: its Releases, its indexes, then each source package. */
final class ArchiveSession {
    private final DebianOptions options;
    private final Trust trust;
    private final Mirror mirror;
    private final ArchiveFiles files;
    private final VersionScheme scheme;
    private final Progress progress;

    ArchiveSession(
            DebianOptions options,
            Trust trust,
            HttpFetcher http,
            AppDirectories directories,
            VersionScheme scheme,
            Progress progress) {
        this.options = options;
        this.trust = trust;
        this.mirror = new Mirror(http, progress);
        this.files = new ArchiveFiles(directories);
        this.scheme = scheme;
        this.progress = progress;
    }

    /**
     * What was found.
     *
     * @param verdicts one for each source package
     * @param date of the newest Release
     * @param basis names suites and mirrors, and what was allowed by way of exception
     */
    record Outcome(Map<InstalledSource, Verdict> verdicts, Instant date, String basis) {}

    /** Judges all source packages of a release. */
    Outcome judge(List<InstalledSource> sources, List<Suite> suites, String architecture, Instant now) {
        IndexLoader indexes = new IndexLoader(mirror, files);
        ReleaseSet releaseSet = new ReleaseSet(
                new ReleaseLoader(mirror, files),
                new KeySource(trust, mirror, indexes, files),
                new ReplayGuard(files, now, options.allowExpired()),
                now,
                options.allowExpired());
        try (Downloads downloads = new Downloads()) {
            List<SuiteRelease> releases = releaseSet.open(suites, architecture, downloads);
            Set<String> names = sources.stream().map(InstalledSource::name).collect(Collectors.toSet());
            Archive archive = Archive.load(releases, indexes, architecture, names, scheme, downloads);
            SourceJudge judge = new SourceJudge(archive, new ChangelogFinder(mirror, files), scheme);
            return new Outcome(judgeAll(sources, judge, downloads), newest(releases), basis(releases));
        }
    }

    private Map<InstalledSource, Verdict> judgeAll(
            List<InstalledSource> sources, SourceJudge judge, Downloads downloads) {
        try (Progress.Task task = progress.start("Debian source packages", sources.size())) {
            List<Verdict> verdicts = downloads.all(sources, source -> {
                Verdict verdict = judge.judge(source);
                task.advance(1);
                return verdict;
            });
            Map<InstalledSource, Verdict> bySource = new LinkedHashMap<>();
            for (int i = 0; i < sources.size(); i++) {
                bySource.put(sources.get(i), verdicts.get(i));
            }
            return bySource;
        }
    }

    private static Instant newest(List<SuiteRelease> releases) {
        return releases.stream()
                .map(each -> each.release().date())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static String basis(List<SuiteRelease> releases) {
        Map<String, List<String>> byMirror = new LinkedHashMap<>();
        List<String> exceptions = new ArrayList<>();
        for (SuiteRelease each : releases) {
            byMirror.computeIfAbsent(each.suite().base().toString(), key -> new ArrayList<>())
                    .add(each.suite().name());
            exceptions.addAll(each.exceptions());
        }
        String suites = byMirror.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + " of " + entry.getKey())
                .collect(Collectors.joining("; "));
        return exceptions.isEmpty() ? suites : suites + "; " + String.join("; ", exceptions);
    }
}
