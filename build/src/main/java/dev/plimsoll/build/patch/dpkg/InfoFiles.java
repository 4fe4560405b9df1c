package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.debian.deb.DebPackage;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The files about packages in {@code /var/lib/dpkg/info}, as dpkg writes them. For one thread. */
final class InfoFiles {
    private static final Set<String> SCRIPTS = Set.of("preinst", "postinst", "prerm", "postrm", "config");

    private final Draft draft;
    private final Database database;

    InfoFiles(Draft draft, Database database) {
        this.draft = draft;
        this.database = database;
    }

    /** A path went over to another package. */
    void giveUp(String name, Set<String> paths) throws IOException {
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

    /**
     * Those of a package's new version in the place of the old one's.
     *
     * @param settings the old version's, which stay listed while they are there
     */
    void write(
            UpgradeItem item,
            Stanza control,
            Optional<Installed> before,
            Set<String> settings,
            PackageSwap.Swapped swapped)
            throws IOException {
        before.ifPresent(each -> database.info(each.infoName()).values().forEach(draft::remove));
        String start = Database.INFO + Database.infoName(control) + ".";
        database.put(start + "list", list(item, before.isPresent() ? settings : Set.of()), 0644);
        DebPackage deb = item.unpacked().deb();
        for (Map.Entry<String, byte[]> each : deb.control().entrySet()) {
            if (!each.getKey().equals("control")) {
                draft.put(LayerFile.file(
                        start + each.getKey(),
                        SCRIPTS.contains(each.getKey()) ? 0755 : 0644,
                        time(deb.controlTimes().getOrDefault(each.getKey(), draft.epoch())),
                        FileBody.of(each.getValue())));
            }
        }
        if (!deb.control().containsKey("md5sums")) {
            database.put(start + "md5sums", FileSums.of(item.unpacked(), swapped), 0644);
        }
    }

    private String list(UpgradeItem item, Set<String> settings) {
        StringBuilder list = new StringBuilder("/.\n");
        Set<String> own = item.unpacked().files().stream().map(LayerFile::path).collect(Collectors.toSet());
        item.unpacked().files().forEach(file -> line(list, file.path()));
        settings.stream()
                .filter(path -> !own.contains(path))
                .filter(path -> draft.find(draft.place(path)).isPresent())
                .forEach(path -> line(list, path));
        return list.toString();
    }

    /** A name as its bytes stand on disk. */
    private static void line(StringBuilder list, String path) {
        list.append('/')
                .append(new String(FileNames.encode(path), StandardCharsets.ISO_8859_1))
                .append('\n');
    }

    /** Nothing is later than what is known of the archive. */
    private Instant time(Instant stated) {
        Instant whole = Instant.ofEpochSecond(Math.max(0, stated.getEpochSecond()));
        return whole.isAfter(draft.epoch()) ? draft.epoch() : whole;
    }
}
