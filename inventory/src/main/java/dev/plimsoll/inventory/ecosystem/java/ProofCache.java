package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.base.BoundedInput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Answers by the SHA-1 of an archive: a proof holds for ever, a failure for a week and for the same repository and rules. A cache
 * that can't be read or written is none; it decides nothing but how often is asked.
 */
final class ProofCache {
    private static final Duration FAILURE_HOLDS = Duration.ofDays(7);
    private static final String PROVED = "proved";
    private static final String UNPROVED = "unproved";

    private final Path directory;
    private final String repository;
    private final InstantSource clock;

    ProofCache(Path directory, URI repository, InstantSource clock) {
        this.directory = directory;
        this.repository = repository.toString();
        this.clock = clock;
    }

    /** What is known of an archive: its proof, or that there was none; empty if it has to be asked for. */
    Optional<Answer> find(String sha1) {
        try (InputStream in = Files.newInputStream(file(sha1))) {
            String text = new String(BoundedInput.readAll(in, 16 * 1024, "cached proof"), StandardCharsets.UTF_8);
            return parse(text.strip().split("\t", -1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Answer> parse(String[] fields) {
        if (fields.length == 7 && fields[0].equals(PROVED)) {
            Candidate candidate = new Candidate(fields[1], fields[2], fields[3], fields[4], fields[5]);
            return candidate.isAskable()
                    ? Optional.of(new Answer(Optional.of(new Proof(candidate, fields[6])), 0))
                    : Optional.empty();
        }
        if (fields.length == 5
                && fields[0].equals(UNPROVED)
                && fields[1].equals(repository)
                && fields[2].equals(String.valueOf(Candidates.RULES))) {
            try {
                Instant until = Instant.parse(fields[3]).plus(FAILURE_HOLDS);
                return clock.instant().isBefore(until)
                        ? Optional.of(new Answer(Optional.empty(), Integer.parseInt(fields[4])))
                        : Optional.empty();
            } catch (DateTimeParseException | NumberFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    void keep(String sha1, Answer answer) {
        String line = answer.proof()
                .map(proof -> String.join(
                        "\t",
                        PROVED,
                        proof.candidate().group(),
                        proof.candidate().artifact(),
                        proof.candidate().version(),
                        proof.candidate().classifier(),
                        proof.candidate().extension(),
                        proof.source()))
                .orElseGet(() -> String.join(
                        "\t",
                        UNPROVED,
                        repository,
                        String.valueOf(Candidates.RULES),
                        clock.instant().toString(),
                        String.valueOf(answer.asked())));
        Path file = file(sha1);
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(
                    file.getFileName() + "." + Thread.currentThread().getId() + ".new");
            Files.writeString(fresh, line + "\n", StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Asked again next time.
            return;
        }
    }

    private Path file(String sha1) {
        return directory.resolve(sha1.substring(0, 2)).resolve(sha1);
    }

    /**
     * A coordinate whose published checksum equals an archive's.
     *
     * @param source address of the checksum
     */
    record Proof(Candidate candidate, String source) {}

    /**
     * What became of asking.
     *
     * @param proof empty if no candidate had the checksum
     * @param asked how many candidates were asked for
     */
    record Answer(Optional<Proof> proof, int asked) {}
}
