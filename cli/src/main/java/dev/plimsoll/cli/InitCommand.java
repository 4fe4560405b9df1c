package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll init}. */
@Command(
        name = "init",
        description = {
            "Write a policy, make targets and pipelines (GitHub Actions, GitLab CI, Jenkins, cron, systemd) into a repository.",
            "Asks nothing and overwrites nothing: what is there already is left, and named."
        })
final class InitCommand implements Callable<Integer> {
    private static final String NO_URL = "https://example.org/plimsoll-linux-x86_64.tar.gz";
    private static final String NO_SHA256 = "0".repeat(64);
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9._~:/?&=%@+,-]+");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final CliContext context;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = ".",
            description = "The repository. Default: the working directory.")
    private Path directory = Path.of(".");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where pipelines get Plimsoll from: the .tar.gz with its own Java runtime.")
    private @Nullable String url;

    @Option(
            names = "--sha256",
            paramLabel = "HASH",
            description = "The checksum of that file, as SHA256SUMS beside it says.")
    private @Nullable String sha256;

    InitCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        check("--url", url, URL, "an http or https address without quotes and blanks");
        check("--sha256", sha256, SHA256, "64 hexadecimal digits in lower case");
        if (!Files.isDirectory(directory)) {
            throw new PlimsollException(
                    ErrorCode.USAGE, directory.toAbsolutePath().normalize() + " is no directory");
        }
        for (InitFile file : InitFile.ALL) {
            one(file);
        }
        if (url == null || sha256 == null) {
            context.out()
                    .println(
                            "\nNext: set PLIMSOLL_URL and PLIMSOLL_SHA256 in the pipelines (or give --url and --sha256 here),"
                                    + " and IMAGES_TO_SCAN.");
        }
        return ExitCode.DONE;
    }

    private static void check(String option, @Nullable String value, Pattern pattern, String wanted) {
        if (value != null && !pattern.matcher(value).matches()) {
            throw new PlimsollException(
                    ErrorCode.USAGE, option + " must be " + wanted + ", not '" + SafeText.line(value) + "'");
        }
    }

    private void one(InitFile file) {
        Path target = directory.resolve(file.path());
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            context.out().println("left  " + file.path() + ", which is there already");
            return;
        }
        try {
            write(target, filled(file.text()), file.executable());
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "could not write " + target + ": " + e, e);
        }
        context.out().println("wrote " + file.path() + ": " + file.about());
    }

    private String filled(String text) {
        String located = url == null ? text : text.replace(NO_URL, url);
        return sha256 == null ? located : located.replace(NO_SHA256, sha256);
    }

    /** Written aside and then named, so that a full disk leaves no half of a file. */
    private static void write(Path target, String text, boolean executable) throws IOException {
        Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
        Path part = Files.createFile(parent.resolve("." + target.getFileName() + ".part"));
        try {
            Files.writeString(part, text);
            if (executable && Files.getFileStore(part).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Files.move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
