package dev.plimsoll.cli;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.BuildOptions;
import dev.plimsoll.build.BuildOptions.LockUse;
import dev.plimsoll.build.BuiltImage;
import dev.plimsoll.policy.image.Verification;
import dev.plimsoll.policy.image.Verification.Mark;
import dev.plimsoll.report.document.ImageSummary;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a build says to people: of each image what it is, where it lies and how its verification went. */
final class BuildOutput {
    private final PrintStream out;

    BuildOutput(CliContext context) {
        this.out = context.out();
    }

    void image(BuiltImage image, BuildOptions options, Optional<Verifier.Verified> verified) {
        line(image.name() + " for " + image.platform());
        line("  " + image.written().digest());
        line("  " + count(image.packages(), "package")
                + (image.omitted() == 0 ? "" : ", " + image.omitted() + " omitted")
                + "; " + count(image.written().layers().size(), "layer") + ", " + megabytes(image.uncompressedSize())
                + " (" + megabytes(image.written().size()) + " as stored)");
        line("  up to date as of "
                + image.lock().date().atOffset(ZoneOffset.UTC).toLocalDate()
                + (image.fromLock() ? ", by the lock " + options.lockFile() + " (--lock makes it anew)" : ""));
        image.notes().forEach(note -> line("  note: " + note));
        line("  lies in " + image.reference());
        if (options.lockUse() == LockUse.WRITE) {
            line("  locked in " + options.lockFile());
        }
        verified.ifPresent(this::verified);
        out.flush();
    }

    private void verified(Verifier.Verified verified) {
        List<Verification.Check> checks = verified.checks();
        line("  verified: "
                + checks.stream().filter(check -> check.mark() == Mark.KEPT).count() + " of " + checks.size()
                + " checks ok");
        checks.stream()
                .filter(check -> check.mark() != Mark.KEPT)
                .forEach(check -> line("    " + word(check.mark()) + " "
                        + check.result().rule() + ": " + check.result().words()));
    }

    private static String word(Mark mark) {
        return mark.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What was found in all images, and what to do next. */
    void end(Path directory, List<ImageSummary> images) {
        out.println();
        for (ImageSummary image : images) {
            line(image.name() + ": " + image.error().orElse(image.words()));
        }
        line("Reports: " + directory.resolve("security-summary.md"));
        if (images.stream().anyMatch(image -> !image.coverage().complete())) {
            line(
                    "Not everything was judged: 'plimsoll db update' brings the advisories that would, 'plimsoll gate' judges by them.");
        }
        out.flush();
    }

    private void line(String text) {
        out.println(SafeText.line(text));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
