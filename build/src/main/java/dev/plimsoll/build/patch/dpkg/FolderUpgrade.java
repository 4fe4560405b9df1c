package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.script.UpgradeScripts;
import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.Versions;
import dev.plimsoll.image.FileNames;
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

/**
 * Upgrades packages in a tree without dpkg, which says in {@code /var/lib/dpkg/status.d} which are there: distroless images, and those of
 * the build. The image keeps its shape: what was left out stays out.
 */
final class FolderUpgrade implements PackageUpgrade {
    private static final int NAMED = 3;

    private final Draft draft;
    private final String architecture;
    private final StatusFolder folder;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, FolderSwap.Result> swapped = new HashMap<>();

    private FolderUpgrade(Draft draft, String architecture, StatusFolder folder) {
        this.draft = draft;
        this.architecture = architecture;
        this.folder = folder;
    }

    /** @throws PlimsollException IMAGE_CORRUPT if what the tree says of its packages is damaged */
    static FolderUpgrade open(Draft draft, String architecture) {
        try {
            return new FolderUpgrade(draft, architecture, StatusFolder.read(draft, architecture));
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.IMAGE_CORRUPT, "the image's list of packages can't be read: " + e.getMessage(), e);
        }
    }

    static boolean isIn(Draft draft) {
        return !draft.children(StatusFolder.PATH).isEmpty();
    }

    @Override
    public List<ArchivePackage> installed() {
        return folder.packages().stream().map(FolderPackage::described).toList();
    }

    @Override
    public Set<String> held() {
        return folder.packages().stream()
                .filter(each -> each.stanza().isHeld())
                .map(FolderPackage::name)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isPartial() {
        return true;
    }

    @Override
    public UpgradeOutcome upgrade(List<UpgradeItem> items) {
        return UpgradeOutcome.of(() -> upgradeAll(items), notes);
    }

    private void upgradeAll(List<UpgradeItem> items) throws IOException, RefusedException {
        if (items.isEmpty()) {
            return;
        }
        Map<String, ArchivePackage> now = new TreeMap<>();
        folder.packages().forEach(each -> now.put(each.name(), each.described()));
        items.forEach(each -> now.put(each.name(), each.unpacked().described()));
        Accounts accounts = new Accounts(draft);
        Diversions diversions = new Diversions();
        FolderScripts scripts = new FolderScripts(
                draft,
                new UpgradeScripts(
                        draft,
                        accounts,
                        diversions,
                        Set.of(),
                        architecture,
                        items.stream().map(UpgradeItem::name).collect(Collectors.toSet())));
        Ownership ownership = ownership();
        PackageSwap swap = new PackageSwap(
                draft,
                diversions,
                PathFilters.of(draft),
                StatOverrides.of(draft, accounts),
                ownership,
                Versions.of("dpkg"),
                now);
        NeededLibraries libraries = new NeededLibraries(draft);
        for (UpgradeItem each : items) {
            unpack(each, new FolderSwap(draft, swap, ownership), scripts);
        }
        libraries.bring(items, swapped);
        Map<String, List<String>> settings = new HashMap<>();
        for (UpgradeItem each : items) {
            settings.put(each.name(), configure(each, scripts));
        }
        for (UpgradeItem each : items) {
            folder.write(each.name(), each.text("control"), settings.getOrDefault(each.name(), List.of()));
            folder.write(each.name(), new FolderSums(draft).of(each.unpacked()));
        }
        LoaderCache.refresh(draft, architecture, now.values());
    }

    private Ownership ownership() {
        Ownership ownership = new Ownership();
        for (FolderPackage each : folder.packages()) {
            for (String path : each.sums().orElse(Map.of()).keySet()) {
                String place = draft.place(path);
                ownership.add(place, each.name());
                draft.claim(place, each.name());
            }
        }
        return ownership;
    }

    private void unpack(UpgradeItem item, FolderSwap swap, FolderScripts scripts) throws IOException, RefusedException {
        if (Conffiles.hasFlags(item.text("conffiles"))) {
            throw new RefusedException(item.name(), "its list of settings asks for some to be removed");
        }
        Optional<FolderPackage> before = folder.find(item.name());
        String version = item.unpacked().described().version();
        List<String> arguments = before.map(
                        each -> List.of("upgrade", each.described().version(), version))
                .orElse(List.of("install"));
        scripts.run(item, before.isEmpty(), "preinst", arguments);
        FolderSwap.Result result = swap.swap(item, before, settings(before).keySet());
        swapped.put(item.name(), result);
        for (Map.Entry<String, Set<String>> taken : result.swapped().taken().entrySet()) {
            giveUp(taken.getKey(), taken.getValue());
        }
        String undecided = result.stayedOut().stream()
                .map(each -> "/" + FileNames.printable(each.path()))
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        if (result.former().isEmpty() && !undecided.isEmpty()) {
            int more = Math.max(0, result.stayedOut().size() - NAMED);
            notes.add("of the new " + item.name() + ", what the image does not have stays out: " + undecided
                    + (more > 0 ? " and " + more + " more" : ""));
        }
    }

    private static Map<String, String> settings(Optional<FolderPackage> before) {
        return before.map(each -> Conffiles.of(each.stanza())).orElse(Map.of());
    }

    /** Files went over to another package; the list of sums does not name them any more. */
    private void giveUp(String name, Set<String> paths) {
        Set<String> places = paths.stream().map(draft::place).collect(Collectors.toSet());
        folder.find(name).flatMap(FolderPackage::sums).ifPresent(sums -> {
            Map<String, String> left = new LinkedHashMap<>(sums);
            left.keySet().removeIf(path -> places.contains(draft.place(path)));
            folder.write(name, left);
        });
    }

    private List<String> configure(UpgradeItem item, FolderScripts scripts) throws IOException, RefusedException {
        Optional<FolderPackage> before = folder.find(item.name());
        FolderSwap.Result result = Optional.ofNullable(swapped.get(item.name())).orElseThrow();
        List<String> lines = new FolderSettings(draft, notes)
                .configure(result.swapped().conffiles(), settings(before), result.former(), item.name());
        String versionBefore = before.map(each -> each.described().version()).orElse("");
        scripts.run(item, before.isEmpty(), "postinst", List.of("configure", versionBefore));
        return lines;
    }
}
