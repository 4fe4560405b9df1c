package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the scripts of PostgreSQL's packages call when they are upgraded within one major version. */
final class PostgresqlTools {
    private static final String COMMON = "/usr/share/postgresql-common/";

    private PostgresqlTools() {}

    static void addTo(Map<String, Tool> tools) {
        tools.put("pg_lsclusters", PostgresqlTools::clusters);
        // Asked only whether a first cluster is to be made, which upgrades never do.
        tools.put("pg_conftool", call -> Tool.NO);
        // It lists the major versions that are there, of which an upgrade brings no other.
        tools.put(COMMON + "pg_updateaptconfig", call -> Tool.DONE);
        // It looks at limits of the machine and prints advice.
        tools.put(COMMON + "pg_checksystem", call -> Tool.DONE);
        tools.put(COMMON + "run-upgrade-scripts", PostgresqlTools::steps);
        tools.put("pg_updatedicts", PostgresqlTools::dictionaries);
        tools.put("su", PostgresqlTools::substitute);
    }

    /** They are asked for when the format of the data has changed: in postinst, for programs of the former one that preinst kept. */
    private static int clusters(Call call) throws UnknownWorkException {
        boolean none = call.world().draft.below("etc/postgresql").keySet().stream()
                .noneMatch(path -> path.endsWith("/postgresql.conf"));
        boolean nothingKept =
                call.world().draft.children("var/tmp").stream().noneMatch(name -> name.startsWith("postgresql-"));
        if (none || call.world().script().equals("postinst") && nothingKept) {
            return Tool.DONE;
        }
        throw call.unknown("asks for clusters of data, which are not known here");
    }

    private static int steps(Call call) throws UnknownWorkException {
        List<String> names = call.world().draft.children("usr/share/postgresql-common/upgrade-scripts");
        if (names.stream().allMatch(name -> name.equals("SPECIFICATION"))) {
            return Tool.DONE;
        }
        throw call.unknown("has steps from version to version, which are not known here");
    }

    /** It makes PostgreSQL's of those that the system has; where it has none there is nothing to be made. */
    private static int dictionaries(Call call) throws UnknownWorkException {
        for (String folder : List.of("usr/share/hunspell", "usr/share/myspell/dicts")) {
            if (call.world().draft.children(folder).stream().anyMatch(name -> name.endsWith(".dic"))) {
                throw call.unknown("converts the dictionaries in /" + folder);
            }
        }
        return Tool.DONE;
    }

    /** A user's own rights matter to questions only; where nobody answers, the script gives what the user should have. */
    private static int substitute(Call call) throws IOException {
        List<String> args = call.args();
        int command = args.indexOf("-c") + 1;
        boolean asks = command > 0
                && command < args.size()
                && args.get(command).strip().matches("(?s)test -[OG] /[^ ;|]+(?:\\s*&&\\s*test -[OG] /[^ ;|]+)*");
        if (!asks) {
            throw call.unknown("runs a command as another user");
        }
        return Tool.NO;
    }
}
