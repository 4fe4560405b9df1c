package dev.plimsoll.build.patch.engine;

import dev.plimsoll.debian.resolve.RelationKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The commands by which dpkg upgrades packages where nobody is asked, as apt gives them: what is changed by hand stays, nothing is
 * started, and what a package needs before it is unpacked is configured before.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg/dpkg.1.en.html">dpkg(1)</a>
 */
final class DpkgScript {
    /** What dpkg and scripts find. */
    static final List<String> ENVIRONMENT = List.of(
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME=/root",
            "LC_ALL=C",
            "DEBIAN_FRONTEND=noninteractive",
            "DEBCONF_NONINTERACTIVE_SEEN=true");

    private static final String DPKG =
            "dpkg --force-confold --force-confdef --force-unsafe-io --auto-deconfigure --log=/dev/null";

    private DpkgScript() {}

    /** Name of a package's file, by its place among all. */
    static String file(int index) {
        return (index + 1) + ".deb";
    }

    /**
     * For {@code sh -e}.
     *
     * @param folder where the packages lie, with the slash before it
     * @param debs each after those whose new versions it needs
     */
    static String of(String folder, List<DebFile> debs) {
        StringBuilder script = new StringBuilder("cd " + folder + "\n");
        Set<String> unpacked = new HashSet<>();
        for (int i = 0; i < debs.size(); i++) {
            DebFile each = debs.get(i);
            if (needsBefore(each, unpacked)) {
                script.append(DPKG).append(" --configure --pending\n");
                unpacked.clear();
            }
            script.append(DPKG)
                    .append(" --no-triggers --unpack ")
                    .append(file(i))
                    .append('\n');
            unpacked.add(each.described().name());
        }
        return script.append(DPKG).append(" --configure --pending\n").toString();
    }

    private static boolean needsBefore(DebFile deb, Set<String> unpacked) {
        return deb.described().relations(RelationKind.PRE_DEPENDS).stream()
                .flatMap(relation -> relation.alternatives().stream())
                .anyMatch(each -> unpacked.contains(each.name()));
    }
}
