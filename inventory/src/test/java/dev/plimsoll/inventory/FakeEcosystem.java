package dev.plimsoll.inventory;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.image.Want;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of package one can read: files {@code *.fake} hold lines {@code name version}; a line {@code ?} is an unidentified piece, and
 * lines that begin with {@code !} fail in the way they name. With {@code lock} in its name a file counts in source trees only.
 */
class FakeEcosystem implements Ecosystem {
    @Override
    public String id() {
        return "fake";
    }

    @Override
    public Set<String> purlTypes() {
        return Set.of("generic");
    }

    @Override
    public VersionScheme versions() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Extractor> extractors() {
        return List.of(new Lines(ReadAs.ROOT), new Lines(ReadAs.SOURCE));
    }

    @Override
    public List<PackageKey> keys(Component component, Optional<Distro> distro) {
        return List.of();
    }

    @Override
    public Optional<Component> fromPurl(Purl purl, Location location) {
        return Optional.empty();
    }

    /** The same with a package database: {@code db.fakedb} has lines {@code path owner version}. */
    static final class WithOwners extends FakeEcosystem implements OwnsFiles {
        @Override
        public String id() {
            return "owning";
        }

        @Override
        public List<Extractor> extractors() {
            return List.of(new Database());
        }

        @Override
        public Map<String, Owner> owners(OwnershipInput input, ExtractorOutput gaps) {
            Map<String, Owner> owners = new java.util.HashMap<>();
            input.tree().entry("db.fakedb").flatMap(input.tree()::content).ifPresent(content -> {
                try (InputStream in = content.stream()) {
                    String text = new String(BoundedInput.readAll(in, 10_000, "db"), StandardCharsets.UTF_8);
                    text.lines()
                            .map(line -> line.split(" "))
                            .forEach(words -> input.match(words[0])
                                    .ifPresent(path -> owners.put(path, new Owner(id(), words[1], words[2]))));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            return owners;
        }
    }

    private record Database() implements Extractor {
        @Override
        public String id() {
            return "fake-database";
        }

        @Override
        public Want wants(String path, long size, int mode) {
            return path.endsWith(".fakedb") ? Want.CONTENT : Want.NOTHING;
        }

        @Override
        public void extract(ExtractorInput input, ExtractorOutput output) {}
    }

    private record Lines(ReadAs reads) implements Extractor {
        @Override
        public String id() {
            return "fake-" + reads;
        }

        @Override
        public Want wants(String path, long size, int mode) {
            boolean lock = path.contains("lock");
            return path.endsWith(".fake") && lock == (reads == ReadAs.SOURCE) ? Want.CONTENT : Want.NOTHING;
        }

        @Override
        public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
            try (InputStream in = input.content().stream()) {
                String text = new String(BoundedInput.readAll(in, 10_000, "fake"), StandardCharsets.UTF_8);
                for (String line : text.lines().toList()) {
                    read(line, input, output);
                }
            }
        }

        private void read(String line, ExtractorInput input, ExtractorOutput output) throws IOException {
            switch (line) {
                case "?" ->
                    output.unidentified(new Unidentified(
                            "fake", input.location(), "sha1:" + "0".repeat(40), List.of("file: x"), "states none"));
                case "!io" -> throw new IOException("line is bad\nvery");
                case "!limit" -> throw new dev.plimsoll.base.LimitExceededException("too many");
                case "!bug" -> throw new IllegalStateException("oops");
                case "!deep" -> dive(0);
                default -> {
                    String[] words = line.split(" ");
                    output.component(Component.of(
                            "fake",
                            words[0],
                            words[1],
                            Purl.of("generic", "", words[0], words[1], Map.of()),
                            input.location()));
                }
            }
        }

        private static int dive(int depth) {
            return depth < 0 ? 0 : dive(depth + 1) + 1;
        }
    }
}
