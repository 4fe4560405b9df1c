package dev.plimsoll.policy.image;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.Glob;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.image.ImageFacts.SpecialFile;
import java.util.List;
import java.util.Set;

/** {@code setuid}: a program that makes its user another one is a way up for an intruder. */
final class Setuid implements ImageRule {
    @Override
    public String id() {
        return "setuid";
    }

    /** Every general distribution has some. */
    @Override
    public Effect defaultEffect() {
        return Effect.INFORM;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.TREE);
    }

    @Override
    public Outcome judge(ImageCase image) {
        List<Glob> allowed = image.patterns("setuid.allow");
        List<String> programs = image.facts().setuid().stream()
                .filter(file -> !isAllowed(file, allowed))
                .map(Setuid::words)
                .toList();
        if (programs.isEmpty()) {
            return Outcome.kept(
                    image.facts().setuid().isEmpty()
                            ? "there are no setuid or setgid programs"
                            : "the policy allows all " + image.facts().setuid().size() + " setuid and setgid programs");
        }
        return Outcome.broken(
                RuleResult.count(programs.size(), "setuid or setgid program", "setuid or setgid programs"),
                programs,
                "remove what is not needed: RUN chmod a-s FILE…, and run with --security-opt no-new-privileges");
    }

    private static boolean isAllowed(SpecialFile file, List<Glob> allowed) {
        return Glob.any(allowed, file.path()) || Glob.any(allowed, "/" + file.path());
    }

    private static String words(SpecialFile file) {
        String user = file.setsUser() ? "user " + file.uid() : "";
        String group = file.setsGroup() ? "group " + file.gid() : "";
        return file.path() + " (becomes " + user + (user.isEmpty() || group.isEmpty() ? "" : " and ") + group + ")";
    }
}
