package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.tree.UsrMerge;
import dev.plimsoll.debian.catalog.PackageFields;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What images without dpkg say of their packages: a file with the fields of each, and beside it the sums of its files, as its package
 * lists them. Both are written in the form that the image has them in. For one thread.
 */
final class StatusFolder {
    static final String PATH = "var/lib/dpkg/status.d";
    private static final String SUMS = ".md5sums";
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{32})  (?:\\./|/)?(.+)");

    private final Draft draft;
    private final Map<String, FolderPackage> packages = new TreeMap<>();

    private StatusFolder(Draft draft) {
        this.draft = draft;
    }

    /**
     * Reads it.
     *
     * @throws PlimsollException IMAGE_CORRUPT if it is damaged
     * @throws IOException the same, for what every reader meets
     */
    static StatusFolder read(Draft draft, String architecture) throws IOException {
        StatusFolder folder = new StatusFolder(draft);
        for (String name : draft.children(PATH)) {
            if (!name.endsWith(SUMS)
                    && !name.endsWith(".list")
                    && draft.follow(PATH + "/" + name)
                            .filter(each -> each.body().isPresent())
                            .isPresent()) {
                folder.add(name, architecture);
            }
        }
        return folder;
    }

    private void add(String fileName, String architecture) throws IOException {
        String path = PATH + "/" + fileName;
        String text = bytes(path);
        if (!text.endsWith("\n")) {
            throw corrupt(path, "it ends in the middle of a line; it is cut off");
        }
        List<Stanza> stanzas = Stanza.all(text);
        if (stanzas.size() != 1) {
            throw corrupt(path, "it describes " + stanzas.size() + " packages, and not one");
        }
        Stanza stanza = stanzas.get(0);
        String state = stanza.state();
        if (state.equals("not-installed") || state.equals("config-files")) {
            return;
        }
        if (!state.equals("installed")) {
            throw corrupt(path, "the package " + FileNames.printable(stanza.name()) + " is " + state);
        }
        FolderPackage found = new FolderPackage(
                PackageFields.ofInstalled(stanza.fields(), "/" + path), stanza, fileName, sums(fileName));
        String own = found.described().architecture();
        if (!own.equals("all") && !own.equals(architecture)) {
            return;
        }
        FolderPackage other = packages.put(found.name(), found);
        if (other != null) {
            throw corrupt(path, "it describes " + found.name() + ", as " + other.fileName() + " does");
        }
    }

    private Optional<Map<String, String>> sums(String fileName) throws IOException {
        String path = PATH + "/" + fileName + SUMS;
        if (draft.find(path).isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> sums = new LinkedHashMap<>();
        for (String line : bytes(path).lines().toList()) {
            Matcher matcher = SUM.matcher(line);
            if (!matcher.matches()) {
                throw corrupt(path, "it has a line that is no sum of a file; it is cut off or damaged");
            }
            sums.put(FileNames.decode(matcher.group(2).getBytes(StandardCharsets.ISO_8859_1)), matcher.group(1));
        }
        return Optional.of(sums);
    }

    Collection<FolderPackage> packages() {
        return packages.values();
    }

    Optional<FolderPackage> find(String name) {
        return Optional.ofNullable(packages.get(name));
    }

    /**
     * Writes a package's new fields in the place of its old ones. An image whose fields state that they are installed, as dpkg's do, keeps
     * stating it, and has its settings there.
     *
     * @param conffiles lines for the field of this name, each with its blank
     */
    void write(String name, String control, List<String> conffiles) {
        Optional<FolderPackage> before = find(name);
        Optional<String> status = before.or(() -> packages().stream().findFirst())
                .map(each -> each.stanza().field("Status"))
                .filter(each -> !each.isEmpty());
        String text = control.strip();
        if (status.isPresent()) {
            int line = text.indexOf('\n');
            text = text.substring(0, line < 0 ? text.length() : line) + "\nStatus: " + status.get()
                    + (line < 0 ? "" : text.substring(line));
            text += conffiles.isEmpty() ? "" : "\nConffiles:\n" + String.join("\n", conffiles);
        }
        put(fileName(name), text + "\n");
    }

    /** Writes the sums of a package's files, by the paths that it names. */
    void write(String name, Map<String, String> sums) {
        boolean merged = packages().stream()
                .flatMap(each -> each.sums().stream())
                .flatMap(each -> each.keySet().stream())
                .allMatch(path -> UsrMerge.path(path).equals(path));
        StringBuilder text = new StringBuilder();
        sums.forEach((path, sum) -> {
            String shown = merged ? UsrMerge.path(path) : path;
            text.append(sum)
                    .append("  ")
                    .append(new String(FileNames.encode(shown), StandardCharsets.ISO_8859_1))
                    .append('\n');
        });
        put(fileName(name) + SUMS, text.toString());
    }

    private String fileName(String name) {
        return find(name).map(FolderPackage::fileName).orElse(name);
    }

    private void put(String name, String text) {
        FileBody body = FileBody.of(text.getBytes(StandardCharsets.ISO_8859_1));
        draft.put(LayerFile.file(PATH + "/" + name, 0644, draft.epoch(), body));
    }

    private String bytes(String path) throws IOException {
        FileBody body = draft.follow(path).flatMap(LayerFile::body).orElse(FileBody.of(new byte[0]));
        return new String(Draft.bytes(body, path), StandardCharsets.ISO_8859_1);
    }

    private static PlimsollException corrupt(String path, String why) {
        return new PlimsollException(
                ErrorCode.IMAGE_CORRUPT, "the image's list of packages, /" + FileNames.printable(path) + ": " + why);
    }
}
