package dev.plimsoll.cli;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.patch.PatchPlan;
import dev.plimsoll.build.patch.PatchedImage;
import dev.plimsoll.build.patch.PatchedIndex;
import java.io.PrintStream;
import java.time.ZoneOffset;

/** What a patch says to people: which packages, what stayed and why, and the findings before and after. */
final class PatchOutput {
    private final PrintStream out;

    PatchOutput(CliContext context) {
        this.out = context.out();
    }

    void nothing(String image) {
        line(image + ": nothing can be upgraded; nothing was written");
        out.flush();
    }

    void plan(String image, PatchPlan plan) {
        line(image + ": " + counted(plan) + " would be upgraded");
        changes(plan, "would run in the container engine");
        out.flush();
    }

    void patched(String image, PatchedImage patched) {
        line(image + ": " + counted(patched.plan()) + " upgraded");
        changes(patched.plan(), "ran in the container engine");
        FindingCounts.between(patched.before(), patched.after()).forEach(each -> line("  " + each));
    }

    /**
     * Where all of it is.
     *
     * @param hasDocuments whether they are written as files
     */
    void written(PatchedIndex index, boolean hasDocuments) {
        index.images().values().stream()
                .limit(1)
                .flatMap(each -> ImageWords.place(index.digest(), each.reference(), hasDocuments).stream())
                .forEach(this::line);
        out.flush();
    }

    /** @param ran what is said of scripts that the engine runs */
    private void changes(PatchPlan plan, String ran) {
        if (!plan.patchLevel().isEmpty()) {
            line("  up to date as of " + plan.date().atOffset(ZoneOffset.UTC).toLocalDate() + " (" + plan.patchLevel()
                    + ")");
        }
        plan.changes()
                .forEach(each -> line("  " + each.name() + " " + (each.from().isEmpty() ? "(new)" : each.from())
                        + " -> " + each.to() + (each.proof().isEmpty() ? "" : " (" + each.proof() + ")")
                        + (each.ran().isEmpty() ? "" : " (its scripts " + ran + ": " + each.ran() + ")")));
        plan.kept().forEach((name, why) -> line("  not upgraded: " + name + ": " + why));
        plan.notes().forEach(note -> line("  note: " + note));
    }

    private static String counted(PatchPlan plan) {
        int number = plan.changes().size();
        return number + " package" + (number == 1 ? "" : "s");
    }

    private void line(String text) {
        out.println(SafeText.line(text));
    }
}
