package dev.plimsoll.build.root;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.TarStream;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A tree of packages against the root that dpkg makes of the same packages by running their scripts: file by file, with kind, mode, owner,
 * link and content. What may differ is said below, each with its reason; anything else fails. Needs the rights to chroot.
 */
@Tag("proof")
class RealTreeProofTest {
    /** What only a machine with a package manager has, or what mmdebstrap puts there for the time of its work. */
    private static final Pattern NOT_COMPARED = Pattern.compile("var/lib/dpkg/(?!alternatives/).*"
            + "|var/cache/(?:apt|debconf|ldconfig).*|var/lib/apt.*|var/log/(?:apt|dpkg|alternatives).*|etc/apt.*"
            + "|etc/(?:fstab|hostname|resolv\\.conf)|dev/.*"
            // Links of init systems, and the book that ucf and pam-auth-update keep for upgrades.
            + "|etc/(?:systemd|rc.\\.d).*|var/lib/(?:systemd|ucf|pam)(?:/.*)?"
            // Written by pam-auth-update, which the specs of these tests pass over.
            + "|etc/pam\\.d/common-.*"
            // Nobody logs in by a password, and older versions of files are not kept.
            + "|etc/(?:g?shadow-?|passwd-|group-|\\.pwd\\.lock)|var/lib/shells\\.state|usr/share/info/dir");

    private static final String SCRIPTS = """
            scripts:
              - {package: usrmerge, instead: none, reason: it is merged}
              - {package: libpam-runtime, instead: none, reason: nobody logs in}
            """;

    private static final int LONGEST_TEXT = 512 * 1024;

    @TempDir
    Path folder;

    private final TempFiles tempFiles = TempFiles.ofSystem();

    @AfterEach
    void close() {
        tempFiles.close();
    }

    private record Entry(String kind, int mode, int userId, int groupId, String link, String content) {}

    @ParameterizedTest
    @ValueSource(strings = {"redis-server", "openjdk-17-jre-headless,ca-certificates"})
    @RequiresCommand({"mmdebstrap", "apt-get", "chroot"})
    void is_what_dpkg_makes(String packages) throws IOException {
        Path real = folder.resolve("root.tar");
        Command.run(
                "mmdebstrap",
                "--variant=essential",
                "--mode=root",
                "--include=usr-is-merged,tzdata," + packages,
                "--aptopt=APT::Install-Recommends \"false\"",
                "bookworm",
                real.toString());
        Map<String, Entry> expected = read(real);
        RootTree tree = new TestRoot(folder, tempFiles).build(SCRIPTS, debs(expected), architecture());
        Map<String, Entry> ours = read(tree);
        assertThat(ours).hasSizeGreaterThan(5_000);
        assertThat(differences(ours, expected)).isEmpty();
    }

    private static String architecture() {
        return Command.run("dpkg", "--print-architecture").strip();
    }

    private static List<String> differences(Map<String, Entry> ours, Map<String, Entry> real) {
        List<String> found = new ArrayList<>();
        TreeSet<String> paths = new TreeSet<>(ours.keySet());
        paths.addAll(real.keySet());
        for (String path : paths) {
            if (NOT_COMPARED.matcher(path).matches()) {
                continue;
            }
            Entry one = ours.get(path);
            Entry other = real.get(path);
            if (one == null || other == null) {
                found.add(path + (one == null ? " lacks" : " is too much"));
            } else if (!words(one).equals(words(other))) {
                found.add(path + ": " + words(one) + " and not " + words(other));
            } else if (!sameContent(path, one.content(), other.content())) {
                found.add(path + " has another content");
            }
        }
        return found;
    }

    /** Files of an image have no setuid and setgid bits; its directories may. */
    private static String words(Entry entry) {
        int mode = entry.kind().equals("directory") ? entry.mode() : entry.mode() & 01777;
        return entry.kind() + " " + Integer.toOctalString(mode) + " " + entry.userId() + ":" + entry.groupId() + " "
                + entry.link();
    }

    private static boolean sameContent(String path, String one, String other) {
        if (path.equals("etc/shells")) {
            return lines(one).equals(lines(other));
        }
        if (path.equals("etc/passwd") || path.equals("etc/group")) {
            // An image has no shadow file that an x could point to.
            return withoutPasswords(one).equals(withoutPasswords(other));
        }
        if (path.equals("etc/ssl/certs/java/cacerts")) {
            // The dates are the image's; the length tells whether the certificates are the same.
            return one.length() == other.length();
        }
        return one.equals(other);
    }

    private static Set<String> lines(String content) {
        return new TreeSet<>(content.lines().toList());
    }

    private static List<String> withoutPasswords(String content) {
        return content.lines().map(line -> line.replaceFirst(":[x*!]?:", "::")).toList();
    }

    /** The packages of the real root, in the order in which apt would unpack them into an empty one. */
    private List<RootPackage> debs(Map<String, Entry> root) throws IOException {
        // A byte of a name in UTF-8 may be what Java takes for the end of a line.
        String status = entry("var/lib/dpkg/status", root).content();
        Map<String, String> versions = Pattern.compile("(?md)^Package: (\\S+)(?:\\n(?!\\n).*)*?\\nVersion: (\\S+)")
                .matcher(status)
                .results()
                .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2)));
        List<String> wanted = versions.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toList();
        // The machine's own lists may be older than the root.
        Files.createDirectories(folder.resolve("lists/partial"));
        String apt = "apt-get -o APT::Sandbox::User=root -o Dir::State::lists=" + folder.resolve("lists");
        Command.run(
                "sh", "-c", apt + " update && cd " + folder + " && " + apt + " download " + String.join(" ", wanted));
        Path empty = Files.createFile(folder.resolve("status"));
        List<String> command = new ArrayList<>(List.of(apt.split(" ")));
        command.addAll(List.of("-s", "-o", "Dir::State::status=" + empty, "install", "--no-install-recommends"));
        command.addAll(wanted);
        List<String> order = Pattern.compile("(?m)^Inst (\\S+)")
                .matcher(Command.run(command))
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
        return new DebFolder(folder).all(order);
    }

    private static Entry entry(String path, Map<String, Entry> entries) {
        return Optional.ofNullable(entries.get(path)).orElseThrow(() -> new AssertionError("no /" + path));
    }

    /** What is in a file, or its digest if that is much. */
    private static String content(InputStream in) throws IOException {
        byte[] start = in.readNBytes(LONGEST_TEXT);
        return start.length < LONGEST_TEXT
                ? new String(start, StandardCharsets.ISO_8859_1)
                : Digest.sha256(in.readAllBytes()) + " after " + Digest.sha256(start);
    }

    private static Map<String, Entry> read(Path tar) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(tar))) {
            TarStream stream = new TarStream(in);
            for (Optional<TarStream.Entry> next = stream.next(); next.isPresent(); next = stream.next()) {
                TarStream.Entry entry = next.get();
                TarStream.Details details = entry.details();
                boolean link = details.type() == TarStream.Type.HARD_LINK;
                String content = link
                        ? entry(entry.link().replaceFirst("^(?:\\./)+", ""), entries)
                                .content()
                        : content(entry.content());
                String kind = switch (details.type()) {
                    case DIRECTORY -> "directory";
                    case SYMLINK -> "link";
                    default -> "file";
                };
                entries.put(
                        entry.path(),
                        new Entry(
                                kind,
                                details.mode(),
                                details.userId(),
                                details.groupId(),
                                kind.equals("link") ? entry.link() : "",
                                content));
            }
        }
        entries.remove("");
        return entries;
    }

    private static Map<String, Entry> read(RootTree tree) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        for (LayerFile file : tree.files()) {
            LayerFile content = file.type() == LayerFile.Type.HARD_LINK ? TestRoot.file(tree, file.linkTarget()) : file;
            String bytes = "";
            if (content.body().isPresent()) {
                try (InputStream in = content.body().get().open()) {
                    bytes = content(in);
                }
            }
            String kind = switch (file.type()) {
                case DIRECTORY -> "directory";
                case SYMLINK -> "link";
                case FILE, HARD_LINK -> "file";
            };
            entries.put(
                    file.path(),
                    new Entry(
                            kind,
                            file.mode(),
                            file.userId(),
                            file.groupId(),
                            kind.equals("link") ? file.linkTarget() : "",
                            bytes));
        }
        return entries;
    }
}
