package dev.plimsoll.debian;

import dev.plimsoll.advisory.AdvisorySource;
import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Coverage.Reason;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Ecosystem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges Debian packages without a database: the archive's changelogs, under its signature, say which version fixes which flaw. It
 * knows published fixes only; what is still unfixed it cannot know, and its {@link Coverage} says so. Only for {@code ID=debian}.
 */
public final class DebianArchiveSource implements AdvisorySource {
    /** Its {@link #id()}. */
    public static final String ID = "debian-archive";

    private static final String DPKG = "dpkg";

    private final DebianOptions options;
    private final Ecosystem dpkg;
    private final HttpFetcher http;
    private final Clock clock;
    private final ArchiveSession session;

    /**
     * @param dpkg the ecosystem of that id: how versions are ordered, and by which keys findings are matched
     * @param http not closed by this
     * @param directories the cache keeps indexes and changelogs, the data directory the newest dates seen
     */
    public DebianArchiveSource(
            DebianOptions options,
            Ecosystem dpkg,
            HttpFetcher http,
            AppDirectories directories,
            Clock clock,
            Progress progress) {
        this(options, dpkg, http, directories, clock, progress, Trust.debian());
    }

    DebianArchiveSource(
            DebianOptions options,
            Ecosystem dpkg,
            HttpFetcher http,
            AppDirectories directories,
            Clock clock,
            Progress progress,
            Trust trust) {
        this.options = options;
        this.dpkg = dpkg;
        this.clock = clock;
        this.http = AptProxy.fetcher(options, http);
        this.session = new ArchiveSession(options, trust, this.http, directories, dpkg.versions(), progress);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Knowledge> lookUp(List<Component> components, Optional<Distro> distro) {
        boolean debian = distro.map(each -> each.id().equals("debian")).orElse(false);
        InstalledSources sources = InstalledSources.of(
                debian ? components.stream().filter(this::isOurs).toList() : List.of());
        Answers answers = sources.all().isEmpty() ? component -> nothing() : answers(sources, distro.orElseThrow());
        List<Knowledge> knowledge = new ArrayList<>(components.size());
        for (Component component : components) {
            knowledge.add(debian && isOurs(component) ? answers.about(component) : nothing());
        }
        return knowledge;
    }

    /** How each of our components is answered. */
    private interface Answers {
        Knowledge about(Component component);
    }

    private boolean isOurs(Component component) {
        return component.ecosystem().equals(DPKG);
    }

    private Answers answers(InstalledSources sources, Distro distro) {
        if (http.isOffline()) {
            return all(Reason.NOT_ASKED, "--offline: the Debian archive was not asked");
        }
        List<Suite> suites = new SuitePlan(options, AptSources.read(options.aptDirectory())).suites(distro);
        if (suites.isEmpty()) {
            return all(Reason.NO_SOURCE, "os-release names no release of Debian, so no suite is known to judge by");
        }
        try {
            Instant now = clock.instant();
            ArchiveSession.Outcome outcome = session.judge(sources.all(), suites, sources.architecture(), now);
            Map<InstalledSource, Verdict> verdicts = outcome.verdicts();
            return component -> {
                Verdict verdict = verdicts.get(sources.of(component));
                return verdict == null ? nothing() : answer(component, distro, verdict, outcome, now);
            };
        } catch (UnjudgedException e) {
            return all(e.reason(), String.valueOf(e.getMessage()));
        } catch (PlimsollException e) {
            return all(Reason.SOURCE_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Knowledge answer(
            Component component, Distro distro, Verdict verdict, ArchiveSession.Outcome outcome, Instant now) {
        boolean judged = verdict.reason() == Reason.FIXES_ONLY;
        Coverage coverage = new Coverage(
                judged ? Coverage.Level.JUDGED_FIXES_ONLY : Coverage.Level.NOT_JUDGED,
                ID,
                Optional.of(outcome.date()),
                Optional.of(now),
                verdict.reason(),
                verdict.detail() + " (" + outcome.basis() + ")");
        FixAdvisories advisories = new FixAdvisories(component.name(), dpkg.keys(component, Optional.of(distro)));
        return new Knowledge(
                advisories.of(verdict.fixes()),
                coverage,
                List.of(),
                Optional.ofNullable(verdict.newest().get(component.name())));
    }

    private static Answers all(Reason reason, String detail) {
        Knowledge knowledge = new Knowledge(List.of(), Coverage.notJudged(ID, reason, detail), List.of());
        return component -> knowledge;
    }

    /** About what others must judge. */
    private static Knowledge nothing() {
        return new Knowledge(
                List.of(),
                Coverage.notJudged("", Reason.NO_SOURCE, "the Debian archive judges packages of Debian only"),
                List.of());
    }

    @Override
    public void close() {
        // Nothing stays open between look-ups.
    }
}
