package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Defaults;
import dev.plimsoll.inventory.Identifies.Identified;
import dev.plimsoll.inventory.IdentifyContext;
import dev.plimsoll.inventory.Unidentified;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Proves coordinates: of each archive, a few likely ones are asked for at a Maven repository, and one whose published SHA-1 is that of
 * the archive's bytes is its coordinate. Several archives at a time; the candidates of one in turn, since the first is mostly right.
 */
final class JarIdentifier {
    static final String REPOSITORY = "java.repository";
    /** Value of the setting that says not to ask at all. */
    static final String NONE = "none";

    private static final int THREADS = 6;
    /** Failures in a row after which the repository is left alone. */
    private static final int PATIENCE = 3;

    private final IdentifyContext context;
    private final URI base;
    private final MavenRepository repository;
    private final ProofCache cache;
    private final boolean asking;
    private final AtomicInteger failures = new AtomicInteger();

    JarIdentifier(IdentifyContext context) {
        this.context = context;
        String set = context.setting(REPOSITORY).orElse("");
        this.asking = !set.equals(NONE) && !context.fetcher().isOffline();
        this.base = set.isEmpty() || set.equals(NONE) ? Defaults.MAVEN_REPOSITORY : address(set);
        this.repository = new MavenRepository(context.fetcher(), base);
        this.cache = new ProofCache(context.cache().resolve(JavaEcosystem.ID), base, context.clock());
    }

    private static URI address(String set) {
        try {
            return new URI(set);
        } catch (URISyntaxException e) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "the setting " + REPOSITORY + " is '" + set + "', which is no address; give one such as "
                            + Defaults.MAVEN_REPOSITORY + ", or " + NONE,
                    e);
        }
    }

    Identified identify(List<Unidentified> pieces) {
        Map<String, List<Unidentified>> byDigest = new LinkedHashMap<>();
        pieces.forEach(piece ->
                byDigest.computeIfAbsent(piece.digest(), d -> new ArrayList<>()).add(piece));
        List<Component> components = new ArrayList<>();
        List<Unidentified> left = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, byDigest.size()), runnable -> {
            Thread thread = new Thread(runnable, "plimsoll-prove");
            thread.setDaemon(true);
            return thread;
        });
        try (Progress.Task task = context.progress().start("Proving jars by checksum", byDigest.size())) {
            Map<List<Unidentified>, Future<Outcome>> outcomes = new LinkedHashMap<>();
            byDigest.values()
                    .forEach(same -> outcomes.put(same, threads.submit(() -> {
                        Outcome outcome = prove(same);
                        task.advance(1);
                        return outcome;
                    })));
            for (Map.Entry<List<Unidentified>, Future<Outcome>> entry : outcomes.entrySet()) {
                Outcome outcome = await(entry.getValue());
                for (Unidentified piece : entry.getKey()) {
                    outcome.proof()
                            .ifPresentOrElse(
                                    proof -> components.add(component(piece, proof)),
                                    () -> left.add(piece.withReason(piece.reason() + "; " + outcome.reason())));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return new Identified(components, left);
    }

    /** What became of one archive: a proof, or the reason why there is none. */
    private record Outcome(Optional<ProofCache.Proof> proof, String reason) {
        static Outcome left(String reason) {
            return new Outcome(Optional.empty(), reason);
        }
    }

    private static Component component(Unidentified piece, ProofCache.Proof proof) {
        Candidate candidate = proof.candidate();
        return Component.of(
                        JavaEcosystem.ID,
                        candidate.coordinate().name(),
                        candidate.version(),
                        candidate.purl(),
                        piece.location())
                .withProperties(Map.of("proof", proof.source()));
    }

    private Outcome prove(List<Unidentified> same) {
        Unidentified piece = same.get(0);
        Optional<String> sha1 = Digest.parse(piece.digest())
                .filter(digest -> digest.algorithm() == Digest.Algorithm.SHA1)
                .map(Digest::hex);
        if (sha1.isEmpty()) {
            return Outcome.left("its SHA-1 is not known");
        }
        Optional<ProofCache.Answer> known = cache.find(sha1.get());
        if (known.isPresent()) {
            return outcome(known.get());
        }
        if (!asking) {
            return Outcome.left(
                    context.fetcher().isOffline() ? "not asked: offline" : "not asked: " + REPOSITORY + " is " + NONE);
        }
        if (Hints.isOfRuntime(piece.hints())) {
            return Outcome.left("not asked: no Maven repository has it");
        }
        // The same bytes under another name may have the better one.
        List<Candidate> candidates = same.stream()
                .flatMap(each -> Candidates.of(each).stream())
                .distinct()
                .limit(Candidates.MOST)
                .toList();
        return ask(candidates, sha1.get());
    }

    private Outcome ask(List<Candidate> candidates, String sha1) {
        for (Candidate candidate : candidates) {
            if (failures.get() >= PATIENCE) {
                return Outcome.left("not asked: " + base.getHost() + " failed to answer before");
            }
            try {
                boolean proved = repository.hasSha1(candidate, sha1);
                failures.set(0);
                if (proved) {
                    ProofCache.Proof proof = new ProofCache.Proof(
                            candidate, repository.address(candidate).toString());
                    return keep(sha1, new ProofCache.Answer(Optional.of(proof), candidates.size()));
                }
            } catch (PlimsollException e) {
                failures.incrementAndGet();
                return Outcome.left("could not be asked for: " + e.getMessage());
            }
        }
        return keep(sha1, new ProofCache.Answer(Optional.empty(), candidates.size()));
    }

    private Outcome keep(String sha1, ProofCache.Answer answer) {
        cache.keep(sha1, answer);
        return outcome(answer);
    }

    private Outcome outcome(ProofCache.Answer answer) {
        if (answer.proof().isPresent()) {
            return new Outcome(answer.proof(), "");
        }
        return Outcome.left(
                answer.asked() == 0
                        ? "nothing it says of itself suggests what to ask for"
                        : "none of " + answer.asked() + " likely coordinates has its checksum at " + base.getHost());
    }

    private static Outcome await(Future<Outcome> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.left("could not be asked for: interrupted");
        } catch (ExecutionException e) {
            return Outcome.left("could not be asked for: " + e.getMessage());
        }
    }
}
