package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.script.UpgradeScripts;
import dev.plimsoll.build.script.UpgradeScripts.Refusal;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Calls packages' scripts as dpkg calls them; one whose work can't be done in its place refuses its package. For one thread. */
final class PackageScripts {
    private final UpgradeScripts scripts;
    private final Database database;

    /** @param database where the scripts of installed packages are */
    PackageScripts(UpgradeScripts scripts, Database database) {
        this.scripts = scripts;
        this.database = database;
    }

    /** A script of the version that is installed. */
    void old(Installed before, String script, List<String> arguments) throws IOException, RefusedException {
        run(
                scripts,
                before.described(),
                script,
                database.info(before.infoName(), script),
                database.info(before.infoName(), "templates"),
                arguments);
    }

    /** A script of the new version. */
    void fresh(UpgradeItem item, String script, List<String> arguments) throws RefusedException {
        fresh(scripts, item, script, arguments);
    }

    /** The same where there is no database. */
    static void fresh(UpgradeScripts scripts, UpgradeItem item, String script, List<String> arguments)
            throws RefusedException {
        run(scripts, item.unpacked().described(), script, item.text(script), item.text("templates"), arguments);
    }

    private static void run(
            UpgradeScripts scripts,
            ArchivePackage described,
            String script,
            String text,
            String templates,
            List<String> arguments)
            throws RefusedException {
        if (!text.isEmpty()) {
            Optional<Refusal> refusal = scripts.run(described, script, text, templates, arguments);
            if (refusal.isPresent()) {
                throw new RefusedException(described.name(), refusal.get().words(described.name()));
            }
        }
    }
}
