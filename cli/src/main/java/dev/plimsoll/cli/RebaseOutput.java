package dev.plimsoll.cli;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.rebase.RebasePlan;
import dev.plimsoll.build.rebase.RebasedImage;
import java.io.PrintStream;

/** What a rebase says to people: which layers, which settings, and the findings before and after. */
final class RebaseOutput {
    private final PrintStream out;
    private final String image;
    private final String onto;

    RebaseOutput(CliContext context, String image, String onto) {
        this.out = context.out();
        this.image = image;
        this.onto = onto;
    }

    void nothing() {
        line(image + ": stands on " + onto + " already; nothing was written");
        out.flush();
    }

    void plan(RebasePlan plan) {
        line(image + ": would stand on " + onto);
        details(plan);
        out.flush();
    }

    void rebased(RebasedImage rebased) {
        line(image + ": stands on " + onto);
        details(rebased.plan());
        FindingCounts.between(rebased.before(), rebased.after()).forEach(each -> line("  " + each));
        line("  " + rebased.written().digest());
        line("  lies in " + rebased.reference());
        out.flush();
    }

    private void details(RebasePlan plan) {
        line("  its base was " + plan.base());
        line("  " + plan.oldLayers() + " of its layers go, " + plan.newLayers() + " come in their place, "
                + plan.ownLayers() + " are its own");
        plan.followed().forEach(each -> line("  as the new base has it now: " + each));
        plan.notes().forEach(each -> line("  note: " + each));
    }

    private void line(String text) {
        out.println(SafeText.line(text));
    }
}
