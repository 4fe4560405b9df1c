package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.script.UpgradeScripts;
import dev.plimsoll.build.script.UpgradeScripts.Refusal;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets packages do what they do because of others that were upgraded, once, at the end. For one thread.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg-dev/deb-triggers.5.en.html">deb-triggers(5)</a>
 */
final class TriggerRound {
    private final Database database;
    private final UpgradeScripts scripts;
    private final List<UpgradeItem> items;

    /** @param items what was upgraded */
    TriggerRound(Database database, UpgradeScripts scripts, List<UpgradeItem> items) {
        this.database = database;
        this.scripts = scripts;
        this.items = List.copyOf(items);
    }

    /** Takes in what the packages that are there listen to. */
    static void listen(Database database, UpgradeScripts scripts) throws IOException {
        for (Installed each : database.installed()) {
            scripts.listen(each.name(), database.info(each.infoName(), "triggers"));
        }
    }

    void run() throws IOException, RefusedException {
        for (Installed each : database.installed()) {
            String names = scripts.calls(each.name());
            if (!names.isEmpty()) {
                run(each, names);
            }
        }
    }

    private void run(Installed called, String names) throws IOException, RefusedException {
        Optional<Refusal> refusal = scripts.run(
                now(called),
                "postinst",
                database.info(called.infoName(), "postinst"),
                database.info(called.infoName(), "templates"),
                List.of("triggered", names));
        if (refusal.isPresent()) {
            throw new RefusedException(
                    callers(called.name()),
                    "the package " + called.name() + " listens to " + names + ", and "
                            + refusal.get().words(called.name()));
        }
    }

    private ArchivePackage now(Installed called) {
        return items.stream()
                .filter(item -> item.name().equals(called.name()))
                .map(item -> item.unpacked().described())
                .findFirst()
                .orElse(called.described());
    }

    /** Those whose files call another package, or it itself, or all if neither tells. */
    private Set<String> callers(String called) {
        Set<String> callers = scripts.callers(called);
        Set<String> all = items.stream().map(UpgradeItem::name).collect(Collectors.toSet());
        return !callers.isEmpty() ? callers : all.contains(called) ? Set.of(called) : all;
    }
}
