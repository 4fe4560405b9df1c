package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.script.UpgradeScripts;
import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.Versions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Upgrades packages in a tree that dpkg's database describes, as dpkg would: files, settings, scripts, triggers and the database. */
public final class DpkgUpgrade implements PackageUpgrade {
    private final Draft draft;
    private final String architecture;
    private final Database database;
    private final InfoFiles infoFiles;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, PackageSwap.Swapped> swapped = new HashMap<>();
    private final Map<String, Map<String, String>> conffilesBefore = new HashMap<>();

    private DpkgUpgrade(Draft draft, String architecture, Database database) {
        this.draft = draft;
        this.architecture = architecture;
        this.database = database;
        this.infoFiles = new InfoFiles(draft, database);
    }

    /**
     * Reads the database of a tree.
     *
     * @param architecture Debian's name of it
     * @throws PlimsollException IMAGE_CORRUPT if it is damaged
     */
    public static DpkgUpgrade open(Draft draft, String architecture) {
        try {
            return new DpkgUpgrade(draft, architecture, Database.read(draft, architecture));
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.IMAGE_CORRUPT, "the image's package database can't be read: " + e.getMessage(), e);
        }
    }

    /** Whether a tree has such a database. */
    public static boolean isIn(Draft draft) {
        return draft.find(Database.STATUS).filter(each -> each.size() > 0).isPresent();
    }

    @Override
    public List<ArchivePackage> installed() {
        return database.installed().stream().map(Installed::described).toList();
    }

    @Override
    public Set<String> held() {
        return database.installed().stream()
                .filter(each -> each.stanza().isHeld())
                .map(Installed::name)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isPartial() {
        return false;
    }

    @Override
    public UpgradeOutcome upgrade(List<UpgradeItem> items) {
        return UpgradeOutcome.of(() -> upgradeAll(items), notes);
    }

    private void upgradeAll(List<UpgradeItem> items) throws IOException, RefusedException {
        Diversions diversions = database.diversions();
        Accounts accounts = new Accounts(draft);
        Ownership ownership = ownership(diversions);
        Map<String, ArchivePackage> now = new TreeMap<>();
        database.installed().forEach(each -> now.put(each.name(), each.described()));
        items.forEach(each -> now.put(each.name(), each.unpacked().described()));
        StatOverrides overrides = StatOverrides.of(draft, accounts);
        UpgradeScripts scripts = new UpgradeScripts(
                draft,
                accounts,
                diversions,
                overrides.paths(),
                architecture,
                items.stream().map(UpgradeItem::name).collect(Collectors.toSet()));
        TriggerRound.listen(database, scripts);
        PackageSwap swap = new PackageSwap(
                draft, diversions, PathFilters.of(draft), overrides, ownership, Versions.of("dpkg"), now);
        PackageScripts calls = new PackageScripts(scripts, database);
        for (UpgradeItem each : items) {
            unpack(each, swap, calls);
            scripts.unpacked(each.unpacked().described(), each.text("triggers"));
        }
        for (UpgradeItem each : items) {
            configure(each, calls);
        }
        new TriggerRound(database, scripts, items).run();
        database.write();
        LoaderCache.refresh(draft, architecture, now.values());
    }

    /** Claims files for their packages on the way, for scripts that ask. */
    private Ownership ownership(Diversions diversions) {
        Ownership ownership = new Ownership();
        for (Installed each : database.installed()) {
            for (String path : each.paths()) {
                String place = diversions.place(draft.place(path), each.name());
                ownership.add(place, each.name());
                draft.claim(place, each.name());
            }
        }
        return ownership;
    }

    private void unpack(UpgradeItem item, PackageSwap swap, PackageScripts calls) throws IOException, RefusedException {
        Optional<Installed> before = database.installed(item.name());
        Stanza control = new Stanza(item.text("control").strip());
        requireKnown(item, before);
        String version = item.unpacked().described().version();
        if (before.isPresent()) {
            calls.old(before.get(), "prerm", List.of("upgrade", version));
        }
        List<String> arguments = before.map(
                        each -> List.of("upgrade", each.described().version(), version))
                .orElse(List.of("install"));
        calls.fresh(item, "preinst", arguments);
        Map<String, String> settings =
                before.map(each -> Conffiles.of(each.stanza())).orElse(Map.of());
        conffilesBefore.put(item.name(), settings);
        List<String> old = before.map(Installed::paths).orElse(List.of()).stream()
                .filter(path -> !settings.containsKey(path))
                .toList();
        PackageSwap.Swapped result = swap.swap(item.unpacked(), Conffiles.paths(item.text("conffiles")), old);
        swapped.put(item.name(), result);
        for (Map.Entry<String, Set<String>> taken : result.taken().entrySet()) {
            infoFiles.giveUp(taken.getKey(), taken.getValue());
        }
        if (before.isPresent()) {
            calls.old(before.get(), "postrm", List.of("upgrade", version));
        }
        infoFiles.write(item, control, before, settings.keySet(), result);
    }

    /** What would change parts of the database that are not written here. */
    private void requireKnown(UpgradeItem item, Optional<Installed> before) throws IOException, RefusedException {
        String own = before.isPresent() ? database.info(before.get().infoName(), "triggers") : "";
        if (!interests(own).equals(interests(item.text("triggers")))) {
            throw new RefusedException(item.name(), "its new version listens to other triggers than the old one");
        }
        if (Conffiles.hasFlags(item.text("conffiles"))) {
            throw new RefusedException(item.name(), "its list of settings asks for some to be removed");
        }
    }

    private static Set<String> interests(String triggers) {
        return triggers.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("interest"))
                .collect(Collectors.toSet());
    }

    private void configure(UpgradeItem item, PackageScripts calls) throws IOException, RefusedException {
        Optional<Installed> before = database.installed(item.name());
        PackageSwap.Swapped result =
                Optional.ofNullable(swapped.get(item.name())).orElseThrow();
        List<String> conffiles = new Conffiles(draft, notes)
                .configure(
                        ordered(result.conffiles(), item.text("conffiles")),
                        conffilesBefore.getOrDefault(item.name(), Map.of()),
                        item.name());
        String versionBefore = before.map(each -> each.described().version()).orElse("");
        calls.fresh(item, "postinst", List.of("configure", versionBefore));
        Stanza control = new Stanza(item.text("control").strip());
        String status = before.map(each -> each.stanza().field("Status"))
                .filter(each -> !each.isEmpty())
                .orElse("install ok installed");
        database.replace(before, new Stanza(NewStanza.of(control, status, conffiles)));
    }

    /** In the order in which the package lists them. */
    private static <T> Map<String, T> ordered(Map<String, T> files, String list) {
        Map<String, T> ordered = new LinkedHashMap<>();
        for (String path : Conffiles.paths(list)) {
            Optional.ofNullable(files.get(path)).ifPresent(file -> ordered.put(path, file));
        }
        return ordered;
    }
}
