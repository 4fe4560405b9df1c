package dev.plimsoll.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code plimsoll serve} in a process of its own, as a user starts it, on a free port; killed in the end if it still runs. */
final class ServeProcess implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final long LONGEST_SECONDS = 60;
    private static final String LISTENS = "plimsoll serves ";
    private static final String TOKEN = "admin token, shown only now: ";

    private final Process process;
    private final Path log;
    private final String token;
    private final URI address;

    private ServeProcess(Process process, Path log, List<String> said) {
        this.process = process;
        this.log = log;
        this.token = after(TOKEN, said);
        this.address = URI.create(after(LISTENS, said));
    }

    /** The rest of the line that begins so, or nothing. */
    private static String after(String beginning, List<String> said) {
        return said.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .findFirst()
                .orElse("");
    }

    /** Starts it, and waits until it listens. */
    static ServeProcess start(Path directory, String... options) throws IOException {
        Path log = directory.resolve("log.txt");
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--no-live", "--no-identify"));
        arguments.addAll(List.of(options));
        Process process = builder(directory, arguments)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        List<String> said = new ArrayList<>();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith(LISTENS)) {
                return new ServeProcess(process, log, said);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("it did not start: " + said + Files.readString(log));
    }

    private static ProcessBuilder builder(Path directory, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.plimsoll.cli.Main"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", directory.toString(), "PATH", "/usr/bin:/bin"));
        return builder;
    }

    /** A run of the program to its end, in the same surroundings. */
    static CliRunResult run(Path directory, String... arguments) throws IOException, InterruptedException {
        Path said = Files.createTempFile(directory, "said", ".txt");
        Process process = builder(directory, List.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(said);
        if (!ended) {
            throw new IllegalStateException("it did not end: " + text);
        }
        return new CliRunResult(process.exitValue(), text);
    }

    /** The classes that a run loads that ends well, in Java's own words. */
    static String classesOf(Path directory, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = builder(directory, List.of(arguments));
        builder.command().add(1, "-Xlog:class+load");
        Path said = directory.resolve("classes.txt");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("it did not end well: " + Files.readString(said));
        }
        return Files.readString(said);
    }

    /** What a run ended with, and what it said on both streams. */
    record CliRunResult(int code, String said) {}

    /** The token that it printed; empty if it printed none. */
    String token() {
        return token;
    }

    int port() {
        return address.getPort();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> get(String path, String as) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve(path)), as);
    }

    HttpResponse<String> ask(String image, String as) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(address.resolve("/api/v1/scans"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"image\": \"" + image + "\"}")),
                as);
    }

    /** Asks for a scan that must be taken, and gives the place of it. */
    String taken(String image, String as) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(image, as);
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IllegalStateException("not taken: " + answer.body()));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String as)
            throws IOException, InterruptedException {
        if (!as.isEmpty()) {
            request.header("Authorization", "Bearer " + as);
        }
        return CLIENT.send(
                request.timeout(Duration.ofSeconds(LONGEST_SECONDS)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks until the scan is no longer queued or running. */
    String ended(String location, String as) throws IOException, InterruptedException {
        for (int i = 0; i < LONGEST_SECONDS * 20; i++) {
            String scan = get(location, as).body();
            if (!scan.contains("\"state\":\"queued\"") && !scan.contains("\"state\":\"running\"")) {
                return scan;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the scan did not end: " + log());
    }

    /** Sends SIGTERM and waits for the end. */
    int terminate() throws InterruptedException {
        process.destroy();
        return code();
    }

    /** Sends SIGKILL and waits for the end. */
    int kill() throws InterruptedException {
        process.destroyForcibly();
        return code();
    }

    private int code() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it did not end: " + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
