package dev.plimsoll.cli;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.rebase.ProvedRebase;
import dev.plimsoll.build.rebase.RebasePlan;
import dev.plimsoll.build.rebase.RebasedIndex;
import dev.plimsoll.image.Platform;
import java.io.PrintStream;
import java.util.Map;

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

    void plan(Map<Platform, ProvedRebase> plans) {
        if (plans.values().stream().allMatch(each -> each.plan().isNothing())) {
            nothing();
            return;
        }
        plans.forEach((of, each) -> image(ImageWords.named(image, of, plans.size()), "would stand", each));
        out.flush();
    }

    /** @param hasDocuments whether they are written as files */
    void rebased(RebasedIndex index, boolean hasDocuments) {
        int platforms = index.images().size();
        index.images().forEach((of, each) -> image(ImageWords.named(image, of, platforms), "stands", each.proved()));
        index.images().values().stream()
                .limit(1)
                .flatMap(each -> ImageWords.place(index.digest(), each.reference(), hasDocuments).stream())
                .forEach(this::line);
        out.flush();
    }

    private void image(String name, String stands, ProvedRebase proved) {
        RebasePlan plan = proved.plan();
        if (plan.isNothing()) {
            line(name + ": stands on " + onto + " already, and stays as it is");
            return;
        }
        line(name + ": " + stands + " on " + onto);
        line("  its base was " + plan.base());
        line("  " + plan.oldLayers() + " of its layers " + (plan.oldLayers() == 1 ? "goes, " : "go, ")
                + plan.newLayers() + (plan.newLayers() == 1 ? " comes in " : " come in ")
                + (plan.oldLayers() == 1 ? "its place, " : "their place, ")
                + plan.ownLayers() + (plan.ownLayers() == 1 ? " is its own" : " are its own"));
        plan.followed().forEach(each -> line("  as the new base has it now: " + each));
        plan.notes().forEach(each -> line("  note: " + each));
        FindingCounts.between(proved.before(), proved.after()).forEach(each -> line("  " + each));
    }

    private void line(String text) {
        out.println(SafeText.line(text));
    }
}
