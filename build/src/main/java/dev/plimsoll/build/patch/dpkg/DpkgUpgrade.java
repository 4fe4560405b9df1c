package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.elf.ElfFiles;
import dev.plimsoll.build.elf.LibraryCache;
import dev.plimsoll.build.script.UpgradeScripts;
import dev.plimsoll.build.script.UpgradeScripts.Refusal;
import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.debian.deb.DebPackage;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.Versions;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Upgrades packages in a tree that dpkg's database describes, as dpkg would: files, settings, scripts, triggers and the database. For one
 * thread and one use.
 */
public final class DpkgUpgrade {
    private static final String LOADER_CACHE = "etc/ld.so.cache";
    private static final Set<String> SCRIPTS = Set.of("preinst", "postinst", "prerm", "postrm", "config");

    private final Draft draft;
    private final String architecture;
    private final Database database;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, PackageSwap.Swapped> swapped = new HashMap<>();
    private final Map<String, Map<String, String>> conffilesBefore = new HashMap<>();

    private DpkgUpgrade(Draft draft, String architecture, Database database) {
        this.draft = draft;
        this.architecture = architecture;
        this.database = database;
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

    /** What is installed, of this architecture and for all. */
    public List<ArchivePackage> installed() {
        return database.installed().stream().map(Installed::described).toList();
    }

    /** Names of packages that are not to be upgraded. */
    public Set<String> held() {
        return database.installed().stream()
                .filter(each -> each.stanza().isHeld())
                .map(Installed::name)
                .collect(Collectors.toSet());
    }

    /**
     * What became of it.
     *
     * @param refused packages that can't be upgraded, and why; then the tree is of no use
     * @param notes what users should know
     */
    public record Outcome(Map<String, String> refused, List<String> notes) {
        public Outcome {
            refused = Map.copyOf(refused);
            notes = List.copyOf(notes);
        }
    }

    /** Upgrades packages, in their order. */
    public Outcome upgrade(List<UpgradeItem> items) {
        try {
            upgradeAll(items);
            return new Outcome(Map.of(), notes);
        } catch (RefusedException e) {
            return new Outcome(e.names().stream().collect(Collectors.toMap(name -> name, name -> e.why())), notes);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.IMAGE_CORRUPT, "the packages can't be upgraded: " + e.getMessage(), e);
        }
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
        for (Installed each : database.installed()) {
            scripts.listen(each.name(), database.info(each.infoName(), "triggers"));
        }
        PackageSwap swap = new PackageSwap(
                draft,
                diversions,
                PathFilters.of(draft),
                overrides,
                ownership,
                new Versions(Ecosystems.byId("dpkg").orElseThrow().versions()),
                now);
        for (UpgradeItem each : items) {
            unpack(each, swap, scripts);
        }
        for (UpgradeItem each : items) {
            configure(each, scripts);
        }
        trigger(items, scripts);
        database.write();
        refreshLoaderCache(now);
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

    private void unpack(UpgradeItem item, PackageSwap swap, UpgradeScripts scripts)
            throws IOException, RefusedException {
        ArchivePackage now = item.unpacked().described();
        Optional<Installed> before = database.installed(item.name());
        Stanza control = new Stanza(text(item, "control").strip());
        requireKnown(item, before);
        String version = now.version();
        if (before.isPresent()) {
            old(before.get(), "prerm", List.of("upgrade", version), scripts);
        }
        List<String> arguments = before.map(
                        each -> List.of("upgrade", each.described().version(), version))
                .orElse(List.of("install"));
        fresh(item, "preinst", arguments, scripts);
        Map<String, String> settings =
                before.map(each -> Conffiles.of(each.stanza())).orElse(Map.of());
        conffilesBefore.put(item.name(), settings);
        List<String> old = before.map(Installed::paths).orElse(List.of()).stream()
                .filter(path -> !settings.containsKey(path))
                .toList();
        PackageSwap.Swapped result = swap.swap(item.unpacked(), Conffiles.paths(text(item, "conffiles")), old);
        swapped.put(item.name(), result);
        for (Map.Entry<String, Set<String>> taken : result.taken().entrySet()) {
            giveUp(taken.getKey(), taken.getValue());
        }
        if (before.isPresent()) {
            old(before.get(), "postrm", List.of("upgrade", version), scripts);
        }
        scripts.unpacked(now, text(item, "triggers"));
        writeInfo(item, control, before);
    }

    /** What would change parts of the database that are not written here. */
    private void requireKnown(UpgradeItem item, Optional<Installed> before) throws IOException, RefusedException {
        String own = before.isPresent() ? database.info(before.get().infoName(), "triggers") : "";
        if (!interests(own).equals(interests(text(item, "triggers")))) {
            throw new RefusedException(item.name(), "its new version listens to other triggers than the old one");
        }
        if (Conffiles.hasFlags(text(item, "conffiles"))) {
            throw new RefusedException(item.name(), "its list of settings asks for some to be removed");
        }
    }

    private static Set<String> interests(String triggers) {
        return triggers.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("interest"))
                .collect(Collectors.toSet());
    }

    /** A path went over to another package. */
    private void giveUp(String name, Set<String> paths) throws IOException {
        Optional<Installed> other = database.installed(name);
        if (other.isPresent()) {
            String list = Database.INFO + other.get().infoName() + ".list";
            String left = database.info(other.get().infoName(), "list")
                    .lines()
                    .filter(line -> line.isEmpty() || !paths.contains(line.substring(1)))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
            database.put(list, left, 0644);
        }
    }

    private void writeInfo(UpgradeItem item, Stanza control, Optional<Installed> before) throws IOException {
        before.ifPresent(each -> database.info(each.infoName()).values().forEach(draft::remove));
        String infoName = Database.infoName(control);
        StringBuilder list = new StringBuilder("/.\n");
        item.unpacked()
                .files()
                .forEach(file -> list.append('/').append(encoded(file.path())).append('\n'));
        before.ifPresent(each -> conffilesBefore.getOrDefault(item.name(), Map.of()).keySet().stream()
                .filter(path -> item.unpacked().files().stream()
                        .noneMatch(file -> file.path().equals(path)))
                .filter(path -> draft.find(draft.place(path)).isPresent())
                .forEach(path -> list.append('/').append(encoded(path)).append('\n')));
        database.put(Database.INFO + infoName + ".list", list.toString(), 0644);
        DebPackage deb = item.unpacked().deb();
        for (Map.Entry<String, byte[]> each : deb.control().entrySet()) {
            if (!each.getKey().equals("control")) {
                draft.put(LayerFile.file(
                        Database.INFO + infoName + "." + each.getKey(),
                        SCRIPTS.contains(each.getKey()) ? 0755 : 0644,
                        time(deb.controlTimes().getOrDefault(each.getKey(), draft.epoch())),
                        FileBody.of(each.getValue())));
            }
        }
        if (!deb.control().containsKey("md5sums")) {
            database.put(Database.INFO + infoName + ".md5sums", FileSums.of(item.unpacked(), swapped(item)), 0644);
        }
    }

    private PackageSwap.Swapped swapped(UpgradeItem item) {
        return Optional.ofNullable(swapped.get(item.name())).orElseThrow();
    }

    /** Nothing is later than what is known of the archive. */
    private Instant time(Instant stated) {
        Instant whole = Instant.ofEpochSecond(Math.max(0, stated.getEpochSecond()));
        return whole.isAfter(draft.epoch()) ? draft.epoch() : whole;
    }

    /** A name as its bytes stand on disk. */
    private static String encoded(String path) {
        return new String(FileNames.encode(path), StandardCharsets.ISO_8859_1);
    }

    private void configure(UpgradeItem item, UpgradeScripts scripts) throws IOException, RefusedException {
        Optional<Installed> before = database.installed(item.name());
        PackageSwap.Swapped result = swapped(item);
        List<String> conffiles = new Conffiles(draft, notes)
                .configure(
                        ordered(result.conffiles(), text(item, "conffiles")),
                        conffilesBefore.getOrDefault(item.name(), Map.of()),
                        item.name());
        fresh(
                item,
                "postinst",
                List.of(
                        "configure",
                        before.map(each -> each.described().version()).orElse("")),
                scripts);
        Stanza control = new Stanza(text(item, "control").strip());
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

    private void trigger(List<UpgradeItem> items, UpgradeScripts scripts) throws IOException, RefusedException {
        for (Installed each : database.installed()) {
            String names = scripts.calls(each.name());
            if (!names.isEmpty()) {
                ArchivePackage now = items.stream()
                        .filter(item -> item.name().equals(each.name()))
                        .map(item -> item.unpacked().described())
                        .findFirst()
                        .orElse(each.described());
                String infoName = each.infoName();
                Optional<Refusal> refusal = scripts.run(
                        now,
                        "postinst",
                        database.info(infoName, "postinst"),
                        database.info(infoName, "templates"),
                        List.of("triggered", names));
                if (refusal.isPresent()) {
                    throw new RefusedException(
                            callers(each.name(), items, scripts),
                            "the package " + each.name() + " listens to " + names + ", and "
                                    + refusal.get().words(each.name()));
                }
            }
        }
    }

    /** Those whose files call another package, or it itself, or all if neither tells. */
    private static Set<String> callers(String called, List<UpgradeItem> items, UpgradeScripts scripts) {
        Set<String> callers = scripts.callers(called);
        Set<String> all = items.stream().map(UpgradeItem::name).collect(Collectors.toSet());
        return !callers.isEmpty() ? callers : all.contains(called) ? Set.of(called) : all;
    }

    /** Only where there is one: without it the loader looks into its own directories. */
    private void refreshLoaderCache(Map<String, ArchivePackage> now) throws IOException {
        if (draft.find(LOADER_CACHE).isPresent()) {
            String version = now.values().stream()
                    .filter(each -> each.source().equals("glibc"))
                    .map(ArchivePackage::version)
                    .findFirst()
                    .orElse("");
            LibraryCache.update(draft, new ElfFiles(draft), architecture, LibraryCache.maker(version));
        }
    }

    private void old(Installed before, String script, List<String> arguments, UpgradeScripts scripts)
            throws IOException, RefusedException {
        String text = database.info(before.infoName(), script);
        String templates = database.info(before.infoName(), "templates");
        run(before.described(), script, text, templates, arguments, scripts);
    }

    private static void fresh(UpgradeItem item, String script, List<String> arguments, UpgradeScripts scripts)
            throws RefusedException {
        run(item.unpacked().described(), script, text(item, script), text(item, "templates"), arguments, scripts);
    }

    private static void run(
            ArchivePackage described,
            String script,
            String text,
            String templates,
            List<String> arguments,
            UpgradeScripts scripts)
            throws RefusedException {
        if (!text.isEmpty()) {
            Optional<Refusal> refusal = scripts.run(described, script, text, templates, arguments);
            if (refusal.isPresent()) {
                throw new RefusedException(described.name(), refusal.get().words(described.name()));
            }
        }
    }

    private static String text(UpgradeItem item, String file) {
        DebPackage deb = item.unpacked().deb();
        return new String(deb.control().getOrDefault(file, new byte[0]), StandardCharsets.ISO_8859_1);
    }
}
