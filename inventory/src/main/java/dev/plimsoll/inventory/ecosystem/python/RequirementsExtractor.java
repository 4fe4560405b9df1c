package dev.plimsoll.inventory.ecosystem.python;

import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.ReadAs;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requirements files as pip reads them: {@code requirements*.txt}, {@code *requirements.txt}, and text files in a directory
 * {@code requirements}. What is not pinned is a component without a version. Environment markers are not evaluated: what they guard
 * may be installed.
 *
 * @see <a href="https://pip.pypa.io/en/stable/reference/requirements-file-format/">Requirements file format</a>
 */
final class RequirementsExtractor implements Extractor {
    @Override
    public String id() {
        return "python-requirements";
    }

    @Override
    public ReadAs reads() {
        return ReadAs.SOURCE;
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return isRequirements(path) ? Want.CONTENT : Want.NOTHING;
    }

    static boolean isRequirements(String path) {
        if (!path.endsWith(".txt") || TextFiles.isInstalled(path)) {
            return false;
        }
        int name = path.lastIndexOf('/') + 1;
        return path.startsWith("requirements", name)
                || path.endsWith("requirements.txt")
                || path.startsWith("requirements/")
                || path.startsWith("/requirements/", name - "/requirements/".length());
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        PypiComponents components = new PypiComponents(input, output);
        try (BufferedReader lines = TextFiles.lines(input)) {
            StringBuilder logical = new StringBuilder();
            int number = 0;
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                boolean comment = line.stripLeading().startsWith("#");
                if (line.endsWith("\\") && !comment) {
                    logical.append(line, 0, line.length() - 1);
                    continue;
                }
                logical.append(comment ? "" : line);
                take(withoutComment(logical.toString()), number, input, components);
                logical.setLength(0);
            }
            take(withoutComment(logical.toString()), number, input, components);
        }
    }

    /** A comment begins at a {@code #} at the start or after a blank: {@code #egg=name} in an address is none. */
    private static String withoutComment(String line) {
        for (int hash = line.indexOf('#'); hash >= 0; hash = line.indexOf('#', hash + 1)) {
            if (hash == 0 || Character.isWhitespace(line.charAt(hash - 1))) {
                return line.substring(0, hash).strip();
            }
        }
        return line.strip();
    }

    private static void take(String line, int number, ExtractorInput input, PypiComponents components)
            throws IOException {
        if (line.isEmpty()) {
            return;
        }
        if (line.startsWith("-")) {
            takeOption(line, number, input, components);
            return;
        }
        int options = line.indexOf(" --");
        String text = (options < 0 ? line : line.substring(0, options)).strip();
        if (isAddress(text)) {
            components.gap(
                    Gap.Reason.UNSUPPORTED,
                    "line " + number + " asks for a distribution by address, whose version can't be told: "
                            + shown(text));
            return;
        }
        Requirement requirement = Requirement.parse(text);
        if (requirement == null) {
            components.gap(Gap.Reason.CORRUPT, "line " + number + " is no requirement: " + shortened(text));
            return;
        }
        components.addLocked(requirement.name(), requirement.version(), false);
    }

    private static boolean isAddress(String text) {
        int marker = text.indexOf(';');
        String target = marker < 0 ? text : text.substring(0, marker).strip();
        int name = PypiNames.lengthAtStart(target);
        return target.contains("://")
                || target.startsWith(".")
                || target.startsWith("/")
                || target.startsWith("@", blanksFrom(target, name))
                || (target.indexOf('/') > 0 && target.indexOf(' ') < 0)
                || target.endsWith(".whl")
                || target.endsWith(".tar.gz")
                || target.endsWith(".zip");
    }

    private static int blanksFrom(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    private static void takeOption(String line, int number, ExtractorInput input, PypiComponents components)
            throws IOException {
        String included = argument(line, "-r", "--requirement");
        if (!included.isEmpty()) {
            checkIncluded(included, number, input, components);
        }
        String editable = argument(line, "-e", "--editable");
        // A project's own directory is what is being scanned.
        if (!editable.isEmpty() && !editable.equals(".")) {
            components.gap(
                    Gap.Reason.UNSUPPORTED,
                    "line " + number + " asks for a distribution by address, whose version can't be told: "
                            + shown(editable));
        }
    }

    private static String argument(String line, String shortForm, String longForm) {
        if (line.startsWith(longForm)) {
            String rest = line.substring(longForm.length());
            return rest.startsWith("=") || rest.startsWith(" ")
                    ? rest.substring(1).strip()
                    : "";
        }
        return line.startsWith(shortForm) && !line.startsWith("--")
                ? line.substring(shortForm.length()).strip()
                : "";
    }

    /** Included files are read by themselves if their name says what they are. */
    private static void checkIncluded(String included, int number, ExtractorInput input, PypiComponents components)
            throws IOException {
        String path = input.entry().path();
        String target = path.substring(0, path.lastIndexOf('/') + 1) + included;
        Optional<FileEntry> entry = find(target, input.tree());
        if (entry.isEmpty()) {
            components.gap(
                    Gap.Reason.CORRUPT, "line " + number + " includes " + shortened(included) + ", which is not there");
        } else if (!isRequirements(entry.get().path())) {
            components.gap(
                    Gap.Reason.UNSUPPORTED,
                    "line " + number + " includes " + entry.get().path()
                            + ", which is not read: its name does not say that it holds requirements");
        }
    }

    private static Optional<FileEntry> find(String target, FileTree tree) {
        return target.contains("://")
                ? Optional.empty()
                : tree.find(target).filter(entry -> entry.kind() == FileEntry.Kind.FILE);
    }

    /** An address without the credentials that may stand in it. */
    private static String shown(String address) {
        int start = address.indexOf("://");
        int user = start < 0 ? -1 : address.indexOf('@', start);
        int path = start < 0 ? -1 : address.indexOf('/', start + 3);
        boolean hasUser = user > 0 && (path < 0 || user < path);
        return shortened(hasUser ? address.substring(0, start + 3) + address.substring(user + 1) : address);
    }

    private static String shortened(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
