package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Diversions.Diversion;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.debian.catalog.PackageFields;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * dpkg's database in a tree: one file with all packages, and files about each in {@code info}. For one thread.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg/dpkg.1.en.html#FILES">dpkg(1), files</a>
 */
final class Database {
    static final String STATUS = "var/lib/dpkg/status";
    static final String INFO = "var/lib/dpkg/info/";
    private static final String DIVERSIONS = "var/lib/dpkg/diversions";

    private final Draft draft;
    private final Map<String, Stanza> stanzas = new TreeMap<>();
    private final Map<String, Installed> installed = new TreeMap<>();

    private Database(Draft draft) {
        this.draft = draft;
    }

    /**
     * Reads it.
     *
     * @throws PlimsollException IMAGE_CORRUPT if it is damaged, or an installation broke off
     */
    static Database read(Draft draft, String architecture) throws IOException {
        Database database = new Database(draft);
        String text = database.bytes(STATUS);
        if (!text.isEmpty() && !text.endsWith("\n\n")) {
            throw corrupt("it ends in the middle of a package; it is cut off");
        }
        for (Stanza stanza : Stanza.all(text)) {
            database.add(stanza, architecture);
        }
        return database;
    }

    private void add(Stanza stanza, String architecture) throws IOException {
        if (stanza.name().isEmpty()) {
            throw corrupt("it has a package without a name");
        }
        stanzas.put(key(stanza), stanza);
        switch (stanza.state()) {
            case "not-installed", "config-files" -> {}
            case "installed" -> {
                String own = stanza.field("Architecture");
                if (own.equals("all") || own.equals(architecture)) {
                    installed.put(stanza.name(), installed(stanza));
                }
            }
            default ->
                throw corrupt("the package " + FileNames.printable(stanza.name()) + " is " + stanza.state()
                        + ": its installation broke off; mend the image with dpkg first");
        }
    }

    private Installed installed(Stanza stanza) throws IOException {
        String infoName = infoName(stanza);
        String list = INFO + infoName + ".list";
        if (draft.find(list).isEmpty()) {
            throw corrupt("the package " + FileNames.printable(stanza.name()) + " is installed, but /" + list
                    + " is not there");
        }
        List<String> paths = new ArrayList<>();
        for (String line : bytes(list).lines().toList()) {
            if (line.startsWith("/") && !line.equals("/.")) {
                paths.add(decoded(line.substring(1)));
            }
        }
        return new Installed(PackageFields.ofInstalled(stanza.fields(), "/" + STATUS), stanza, infoName, paths);
    }

    /** Names of files as a tree has them. */
    private static String decoded(String bytes) {
        return FileNames.decode(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String infoName(Stanza stanza) {
        return stanza.field("Multi-Arch").equals("same")
                ? stanza.name() + ":" + stanza.field("Architecture")
                : stanza.name();
    }

    /** The order in which dpkg writes them. */
    private static String key(Stanza stanza) {
        return stanza.name() + "\0" + stanza.field("Architecture");
    }

    Collection<Installed> installed() {
        return installed.values();
    }

    Optional<Installed> installed(String name) {
        return Optional.ofNullable(installed.get(name));
    }

    /** Takes a package's new fields in the place of its old ones. */
    void replace(Optional<Installed> before, Stanza now) {
        before.ifPresent(each -> stanzas.remove(key(each.stanza())));
        stanzas.put(key(now), now);
    }

    /** Writes the packages' fields: what was not replaced stands as it stood. */
    void write() {
        StringBuilder text = new StringBuilder();
        stanzas.values().forEach(each -> text.append(each.text()).append("\n\n"));
        put(STATUS, text.toString(), 0644);
    }

    /** Files about a package, by their endings; none if there are none. */
    Map<String, String> info(String infoName) {
        Map<String, String> found = new TreeMap<>();
        for (String name : draft.children(INFO.substring(0, INFO.length() - 1))) {
            String ending = name.startsWith(infoName + ".") ? name.substring(infoName.length() + 1) : "";
            if (!ending.isEmpty() && ending.indexOf('.') < 0 && ending.indexOf(':') < 0) {
                found.put(ending, INFO + name);
            }
        }
        return found;
    }

    /** A script or another file about a package; empty if it has none. */
    String info(String infoName, String ending) throws IOException {
        String path = INFO + infoName + "." + ending;
        return draft.find(path).isPresent() ? bytes(path) : "";
    }

    void put(String path, String text, int mode) {
        draft.put(LayerFile.file(path, mode, draft.epoch(), FileBody.of(text.getBytes(StandardCharsets.ISO_8859_1))));
    }

    Diversions diversions() throws IOException {
        Diversions diversions = new Diversions();
        List<String> lines = draft.text(DIVERSIONS).orElse("").lines().toList();
        for (int i = 0; i + 2 < lines.size(); i += 3) {
            diversions.add(new Diversion(
                    draft.place(lines.get(i).substring(1)),
                    draft.place(lines.get(i + 1).substring(1)),
                    lines.get(i + 2).equals(":") ? "LOCAL" : lines.get(i + 2)));
        }
        return diversions;
    }

    private String bytes(String path) throws IOException {
        Optional<FileBody> body = draft.follow(path).flatMap(LayerFile::body);
        return body.isEmpty() ? "" : new String(Draft.bytes(body.get(), path), StandardCharsets.ISO_8859_1);
    }

    private static PlimsollException corrupt(String why) {
        return new PlimsollException(ErrorCode.IMAGE_CORRUPT, "the package database /" + STATUS + ": " + why);
    }
}
