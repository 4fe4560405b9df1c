package dev.plimsoll.debian;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Brings the Releases of a plan's suites, verified and admitted, all or none. */
final class ReleaseSet {
    private final ReleaseLoader loader;
    private final KeySource keys;
    private final ReplayGuard guard;
    private final Function<Keyring, ReleaseVerifier> verifiers;

    ReleaseSet(ReleaseLoader loader, KeySource keys, ReplayGuard guard, Instant now, boolean allowExpired) {
        this.loader = loader;
        this.keys = keys;
        this.guard = guard;
        this.verifiers = keyring -> new ReleaseVerifier(keyring, now, allowExpired);
    }

    /** A suite as the mirror has it, if it does. */
    private record Loaded(Suite suite, Optional<InRelease> inRelease) {}

    /**
     * @throws UnjudgedException if the release has left its mirror
     * @throws PlimsollException if any suite can't be had, or is not to be trusted
     */
    List<SuiteRelease> open(List<Suite> suites, String architecture, Downloads downloads) {
        // Reading keys takes as long as the mirror takes to answer.
        Supplier<Keyring> local = downloads.begin(keys::local);
        List<Loaded> present = present(downloads.all(suites, suite -> new Loaded(suite, loader.load(suite))));
        return verified(present, local.get(), architecture).stream()
                .map(each -> new SuiteRelease(
                        each.suite(),
                        each.release(),
                        each.inRelease(),
                        guard.admit(each.suite().name(), each.release())))
                .toList();
    }

    private List<SuiteRelease> verified(List<Loaded> present, Keyring keyring, String architecture) {
        try {
            return present.stream().map(each -> verified(each, keyring)).toList();
        } catch (PlimsollException e) {
            if (e.code() != ErrorCode.FEED_UNTRUSTED) {
                throw e;
            }
            // The machine may have no keys, or only those of older releases.
            Keyring more = keyring.plus(fetchedKeys(present.get(0), architecture, e));
            return present.stream().map(each -> verified(each, more)).toList();
        }
    }

    private static List<Loaded> present(List<Loaded> loaded) {
        if (loaded.stream().allMatch(each -> each.inRelease().isEmpty())) {
            Suite suite = loaded.get(0).suite();
            throw new UnjudgedException(
                    Coverage.Reason.END_OF_LIFE, suite.name() + " has left the mirror " + suite.base());
        }
        for (Loaded each : loaded) {
            if (each.inRelease().isEmpty() && !each.suite().optional()) {
                throw new PlimsollException(
                        ErrorCode.NETWORK,
                        "the mirror " + each.suite().base() + " does not have the suite "
                                + each.suite().name() + "; name " + Defaults.ANOTHER_MIRROR
                                + ", or the suites that are wanted");
            }
        }
        return loaded.stream().filter(each -> each.inRelease().isPresent()).toList();
    }

    private Keyring fetchedKeys(Loaded loaded, String architecture, PlimsollException failure) {
        try {
            return keys.fetched(loaded.suite(), loaded.inRelease().orElseThrow().content(), architecture);
        } catch (PlimsollException | UnjudgedException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private SuiteRelease verified(Loaded loaded, Keyring keyring) {
        Suite suite = loaded.suite();
        InRelease inRelease = loaded.inRelease().orElseThrow();
        String what = suite.file("InRelease").toString();
        ReleaseVerifier.Verified verified = verifiers.apply(keyring).verify(inRelease.content(), what);
        ReleaseFile release = ReleaseFile.parse(verified.text(), what);
        if (!release.isFor(suite.name())) {
            throw new PlimsollException(
                    ErrorCode.FEED_UNTRUSTED,
                    what + " is signed, but is the Release of " + release.codename() + " (" + release.suite() + ", "
                            + release.label() + "), not of " + suite.name() + ". Ask " + Defaults.ANOTHER_MIRROR);
        }
        loader.keep(suite, inRelease);
        return new SuiteRelease(suite, release, Digest.sha256(inRelease.content()), List.of());
    }
}
