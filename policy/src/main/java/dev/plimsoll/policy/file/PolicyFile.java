package dev.plimsoll.policy.file;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.yaml.Fault;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.PolicyBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A team's policy, with what overrides it: the defaults, then the file, then its sections for the image in their order, then the
 * environment, then the command line. Immutable.
 */
public final class PolicyFile {
    /** Nothing but the defaults. */
    public static final PolicyFile DEFAULTS =
            new PolicyFile(Policy.DEFAULT.source(), List.of(), List.of(), Show.ALL, List.of());

    private static final List<String> NAMES = List.of("plimsoll.yaml", "plimsoll.yml");

    private final String source;
    private final List<Change> changes;
    private final List<ImageSection> images;
    private final Show show;
    private final List<Change> overrides;

    PolicyFile(String source, List<Change> changes, List<ImageSection> images, Show show, List<Change> overrides) {
        this.source = source;
        this.changes = List.copyOf(changes);
        this.images = List.copyOf(images);
        this.show = show;
        this.overrides = List.copyOf(overrides);
    }

    /**
     * What a file says.
     *
     * @param policy empty if the file has faults
     * @param faults all of them, in the order of the file
     */
    public record Reading(Optional<PolicyFile> policy, List<Fault> faults) {
        public Reading {
            faults = List.copyOf(faults);
        }
    }

    /** Which file counts: the one that is named, else {@code plimsoll.yaml} or {@code plimsoll.yml} of a directory, if it is there. */
    public static Optional<Path> find(Optional<Path> named, Path directory) {
        return named.or(() ->
                NAMES.stream().map(directory::resolve).filter(Files::exists).findFirst());
    }

    /**
     * Reads a file.
     *
     * @throws PlimsollException FILE_ACCESS if it can't be read at all
     */
    public static Reading read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new PolicyReader(file.toString()).read(in);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "could not read the policy " + file + ": " + e.getMessage(), e);
        }
    }

    /** The same, overridden by what is set in the environment or on the command line; what comes later wins. */
    public PolicyFile overriddenBy(PolicyOverrides other) {
        if (other.changes().isEmpty()) {
            return this;
        }
        List<Change> all = new ArrayList<>(overrides);
        all.addAll(other.changes());
        return new PolicyFile(source + ", " + other.source(), changes, images, show, all);
    }

    /** The policy of one image. */
    public Policy policyFor(ImageInfo image) {
        PolicyBuilder policy = builder();
        images.stream()
                .filter(each -> each.isAbout(image))
                .forEach(each -> each.changes().forEach(change -> change.to(policy)));
        overrides.forEach(change -> change.to(policy));
        return policy.build();
    }

    /** The policy of an image that no section is about. */
    public Policy policy() {
        PolicyBuilder policy = builder();
        overrides.forEach(change -> change.to(policy));
        return policy.build();
    }

    /** What is shown. */
    public Show show() {
        return show;
    }

    private PolicyBuilder builder() {
        PolicyBuilder policy = Policy.DEFAULT.toBuilder().source(source);
        changes.forEach(change -> change.to(policy));
        return policy;
    }
}
