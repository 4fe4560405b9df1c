package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.debian.resolve.ResolutionRequest;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resolver finds what {@code apt-get -s install} finds on a machine where nothing is installed, and fails where it fails. */
@RequiresCommand("apt-get")
class AptOracleTest {
    private static final List<String> FEW = List.of(
            "base-files base-passwd usr-is-merged tzdata redis-server",
            "postgresql-15 mailutils",
            "openjdk-17-jre-headless apache2 nginx",
            "exim4 postfix");

    @TempDir
    Path directory;

    @Test
    void findsTheSameAsAptForServersAndConflicts() throws IOException {
        compare("amd64", FEW);
    }

    @Tag("proof")
    @ParameterizedTest
    @ValueSource(strings = {"amd64", "arm64"})
    void findsTheSameAsAptForEveryRequestOfTheLongList(String architecture) throws IOException {
        compare(architecture, requests());
    }

    private void compare(String architecture, List<String> requests) throws IOException {
        HttpFetcher http = RealMirror.require();
        PackageArchive archive = PackageArchive.open(
                DebianOptions.DEFAULT,
                ArchiveScope.ofRelease("bookworm", architecture),
                http,
                RealMirror.directories(directory),
                Clock.systemUTC(),
                Progress.NONE);
        AptOracle apt = AptOracle.of(directory.resolve("apt"), archive, architecture);
        List<Wish> wishes = requests.stream()
                .flatMap(each -> Stream.of(new Wish(each, false), new Wish(each, true)))
                .toList();
        List<Answer> answers = wishes.parallelStream()
                .map(each -> new Answer(
                        each,
                        found(archive, each.packages(), each.recommends()),
                        apt.install(each.packages(), each.recommends())))
                .toList();
        SoftAssertions differences = new SoftAssertions();
        answers.forEach(each ->
                differences.assertThat(each.found()).as(each.wish().toString()).isEqualTo(each.expected()));
        differences.assertAll();
        assertThat(answers.stream().filter(each -> each.expected().isPresent()).count())
                .as("requests that apt can fulfil")
                .isGreaterThan(requests.size());
    }

    /** What somebody asks for: packages parted by blanks, with or without what they recommend. */
    private record Wish(String request, boolean recommends) {
        List<String> packages() {
            return List.of(request.split(" "));
        }
    }

    /** What was found, and what apt found. */
    private record Answer(Wish wish, Optional<SortedSet<String>> found, Optional<SortedSet<String>> expected) {}

    private static Optional<SortedSet<String>> found(
            PackageArchive archive, List<String> packages, boolean recommends) {
        try {
            SortedSet<String> found = new TreeSet<>();
            archive.resolve(new ResolutionRequest(packages, List.of(), recommends))
                    .packages()
                    .forEach(each -> found.add(each.name() + " " + each.version()));
            return Optional.of(found);
        } catch (PlimsollException e) {
            return Optional.empty();
        }
    }

    private static List<String> requests() throws IOException {
        List<String> requests = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(AptOracleTest.class.getResourceAsStream("apt-requests.txt")),
                StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.isBlank()).forEach(requests::add);
        }
        return requests;
    }
}
