package dev.plimsoll.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Pairs of versions, and an outside program that knows which is newer. */
public final class VersionPairs {
    /** Two versions, and how they stand to each other as {@link Integer#signum} says. */
    public record Pair(String left, String right) {}

    private VersionPairs() {}

    /**
     * Pairs out of real versions: any two, and one with a slightly changed copy of itself.
     *
     * @param alphabet the characters that changes may bring in
     */
    public static List<Pair> of(List<String> real, String alphabet, int count, long seed) {
        Random random = new Random(seed);
        List<Pair> pairs = new ArrayList<>(count);
        while (pairs.size() < count) {
            String left = real.get(random.nextInt(real.size()));
            String right =
                    random.nextBoolean() ? real.get(random.nextInt(real.size())) : changed(left, alphabet, random);
            if (!left.isEmpty() && !right.isEmpty()) {
                pairs.add(new Pair(left, right));
            }
        }
        return pairs;
    }

    private static String changed(String version, String alphabet, Random random) {
        StringBuilder text = new StringBuilder(version);
        for (int i = random.nextInt(3); i >= 0; i--) {
            if (text.isEmpty()) {
                return "";
            }
            int at = random.nextInt(text.length() + 1);
            char c = alphabet.charAt(random.nextInt(alphabet.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, c);
                case 1 -> text.deleteCharAt(Math.min(at, text.length() - 1));
                default -> text.setCharAt(Math.min(at, text.length() - 1), c);
            }
        }
        return text.toString();
    }

    /**
     * Asserts that a scheme orders pairs as an outside program does. A version one of the two refuses must be refused by both.
     *
     * @param command reads lines {@code left TAB right}, answers each with a line: below 0, 0, above 0, or {@code !} if either is no
     *     version
     * @param directory for the input
     */
    public static void assertAgrees(VersionScheme scheme, List<Pair> pairs, List<String> command, Path directory)
            throws IOException, InterruptedException {
        List<String> answers = ask(pairs, command, directory);
        assertThat(answers).hasSameSizeAs(pairs);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            String ours = compare(scheme, pairs.get(i));
            String theirs = answers.get(i).equals("!") ? "!" : sign(Integer.signum(Integer.parseInt(answers.get(i))));
            if (!ours.equals(theirs)) {
                differences.add(pairs.get(i) + ": ours " + ours + ", " + command.get(0) + " " + theirs);
            }
        }
        assertThat(differences)
                .as("%s pairs, %s differ", pairs.size(), differences.size())
                .isEmpty();
    }

    private static List<String> ask(List<Pair> pairs, List<String> command, Path directory)
            throws IOException, InterruptedException {
        Path input = directory.resolve("pairs.tsv");
        Path output = directory.resolve("answers.txt");
        Files.write(
                input,
                pairs.stream().map(pair -> pair.left() + "\t" + pair.right()).toList(),
                StandardCharsets.UTF_8);
        Process process = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("%s ends", command)
                .isTrue();
        return Files.readAllLines(output, StandardCharsets.UTF_8).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String compare(VersionScheme scheme, Pair pair) {
        try {
            return sign(Integer.signum(scheme.parse(pair.left()).compareTo(scheme.parse(pair.right()))));
        } catch (UnreadableVersionException e) {
            return "!";
        }
    }

    private static String sign(int signum) {
        return signum < 0 ? "<" : signum > 0 ? ">" : "=";
    }
}
