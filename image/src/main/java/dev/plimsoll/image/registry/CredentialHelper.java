package dev.plimsoll.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program {@code docker-credential-NAME} that keeps logins, asked as Docker asks it.
 *
 * @see <a href="https://github.com/docker/docker-credential-helpers#development">The protocol of credential helpers</a>
 */
final class CredentialHelper {
    private static final int MAX_ANSWER = 256 * 1024;
    private static final String NOT_FOUND = "credentials not found";

    private final String name;
    private final Map<String, String> environment;
    private final Duration timeout;

    CredentialHelper(String name, Map<String, String> environment, Duration timeout) {
        this.name = name;
        this.environment = environment;
        this.timeout = timeout;
    }

    /** The login for a server, named as in Docker's configuration. */
    Login get(String server) {
        if (name.isEmpty() || !name.chars().allMatch(CredentialHelper::isNameCharacter)) {
            return Login.trouble(
                    "the credential helper's name '" + SafeText.oneLine(name, 60) + "' is no program's name");
        }
        String program = "docker-credential-" + name;
        Optional<Path> executable = onPath(program);
        if (executable.isEmpty()) {
            return Login.trouble("the credential helper " + program + " is not on the PATH");
        }
        try {
            return ask(executable.get(), program, server);
        } catch (IOException e) {
            return Login.trouble("the credential helper " + program + " could not be used: "
                    + SafeText.oneLine(String.valueOf(e.getMessage()), 200));
        }
    }

    private Login ask(Path executable, String program, String server) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(executable.toString(), "get");
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        try {
            CompletableFuture<byte[]> answer = CompletableFuture.supplyAsync(() -> converse(process, server, program));
            byte[] output = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return Login.trouble("the credential helper " + program + " does not end");
            }
            return read(output, process.exitValue(), program);
        } catch (TimeoutException e) {
            return Login.trouble(
                    "the credential helper " + program + " gave no answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IOException(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static byte[] converse(Process process, String server, String program) {
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write((server + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A helper may answer without reading; what it says decides.
            }
            return BoundedInput.readAll(process.getInputStream(), MAX_ANSWER, "the answer of " + program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Login read(byte[] output, int exitCode, String program) throws IOException {
        if (exitCode != 0) {
            // By the protocol, helpers say on their output what went wrong; they have no codes for it.
            String said = new String(output, StandardCharsets.UTF_8).strip();
            return said.startsWith(NOT_FOUND)
                    ? Login.NONE
                    : Login.trouble("the credential helper " + program + " failed: " + SafeText.oneLine(said, 200));
        }
        JsonNode json = SafeJson.within(Limits.DEFAULT).readTree(output, "the answer of " + program);
        String user = json.path("Username").asText("");
        String secret = json.path("Secret").asText("");
        if (secret.isEmpty()) {
            return Login.NONE;
        }
        return Login.of(
                user.equals("<token>")
                        ? new Credentials.IdentityToken(secret)
                        : new Credentials.Password(user, secret));
    }

    private Optional<Path> onPath(String program) {
        for (String directory : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            // A relative directory on the PATH would let the working directory choose the program.
            if (directory.startsWith("/") && Files.isExecutable(Path.of(directory, program))) {
                return Optional.of(Path.of(directory, program));
            }
        }
        return Optional.empty();
    }

    private static boolean isNameCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }
}
