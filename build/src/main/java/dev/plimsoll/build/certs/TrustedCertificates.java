package dev.plimsoll.build.certs;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code update-ca-certificates} and its hook for Java do: one file with all certificates, a link for each by its name and one by
 * its subject's hash, and Java's store. Authorities are those of the package and those that lie in
 * {@code /usr/local/share/ca-certificates}.
 *
 * @see <a href="https://manpages.debian.org/bookworm/ca-certificates/update-ca-certificates.8.en.html">update-ca-certificates(8)</a>
 */
public final class TrustedCertificates {
    private static final String OF_PACKAGE = "usr/share/ca-certificates";
    private static final String OWN = "usr/local/share/ca-certificates";
    private static final String CERTS = "etc/ssl/certs";
    private static final String SETTINGS = "etc/ca-certificates.conf";
    private static final String FOR_JAVA = "usr/share/ca-certificates-java";

    private final Draft draft;
    private final StringBuilder bundle = new StringBuilder();
    private final TreeMap<String, Certificate> byName = new TreeMap<>();

    private TrustedCertificates(Draft draft) {
        this.draft = draft;
    }

    /**
     * Makes them in a tree that has certificates of authorities; does nothing in another.
     *
     * @throws PlimsollException USAGE if a file is no certificate, naming it
     */
    public static void update(Draft draft) throws IOException {
        TrustedCertificates certificates = new TrustedCertificates(draft);
        for (String path : certificates.chosen()) {
            certificates.add(path);
        }
        certificates.finish();
    }

    /**
     * Does what an upgrade of the package does: authorities that are new are chosen, those that are gone are marked, and the files are
     * made anew.
     */
    public static void renew(Draft draft) throws IOException {
        List<String> lines = new ArrayList<>();
        Set<String> known = new HashSet<>();
        String before = draft.text(SETTINGS).orElse("");
        for (String line : before.lines().toList()) {
            boolean gone = !line.isEmpty()
                    && !line.startsWith("#")
                    && !line.startsWith("!")
                    && draft.follow(OF_PACKAGE + "/" + line).isEmpty();
            lines.add(gone ? "!" + line : line);
            known.add(line.startsWith("!") ? line.substring(1) : line);
        }
        for (String path : draft.below(OF_PACKAGE).keySet()) {
            String name = path.substring(OF_PACKAGE.length() + 1);
            if (path.endsWith(".crt") && known.add(name)) {
                lines.add(name);
            }
        }
        String now = String.join("\n", lines) + "\n";
        if (!now.equals(before)) {
            draft.putText(SETTINGS + ".dpkg-old", before);
            draft.putText(SETTINGS, now);
        }
        update(draft);
        removeDangling(draft);
    }

    /** Links to certificates that are gone, by name first, then by hash. */
    private static void removeDangling(Draft draft) {
        for (int turn = 0; turn < 2; turn++) {
            for (LayerFile each : List.copyOf(draft.below(CERTS).values())) {
                if (each.type() == LayerFile.Type.SYMLINK
                        && draft.follow(each.path()).isEmpty()) {
                    draft.remove(each.path());
                }
            }
        }
    }

    /** Those that the settings name, then the image's own. */
    private List<String> chosen() throws IOException {
        List<String> paths = new ArrayList<>();
        for (String line : draft.text(SETTINGS).orElse("").lines().toList()) {
            boolean chosen = !line.isEmpty() && !line.startsWith("#") && !line.startsWith("!");
            if (chosen && draft.follow(OF_PACKAGE + "/" + line).isPresent()) {
                paths.add(OF_PACKAGE + "/" + line);
            }
        }
        for (LayerFile file : draft.below(OWN).values()) {
            if (file.path().endsWith(".crt")
                    && draft.follow(file.path())
                            .filter(each -> each.body().isPresent())
                            .isPresent()) {
                paths.add(file.path());
            }
        }
        return paths;
    }

    /** The settings that choose all certificates of the package, as its own script writes them. */
    public static void choose(Draft draft) {
        StringBuilder text = new StringBuilder("""
                # This file lists certificates that you wish to use or to ignore to be
                # installed in /etc/ssl/certs.
                # update-ca-certificates(8) will update /etc/ssl/certs by reading this file.
                #
                # This is autogenerated by dpkg-reconfigure ca-certificates.
                # Certificates should be installed under /usr/share/ca-certificates
                # and files with extension '.crt' is recognized as available certs.
                #
                # line begins with # is comment.
                # line begins with ! is certificate filename to be deselected.
                #
                """);
        for (String path : draft.below(OF_PACKAGE).keySet()) {
            if (path.endsWith(".crt")) {
                text.append(path.substring(OF_PACKAGE.length() + 1)).append('\n');
            }
        }
        draft.putText(SETTINGS, text.toString());
    }

    private void add(String path) throws IOException {
        String text = draft.text(path).orElse("");
        try {
            String file = path.substring(path.lastIndexOf('/') + 1);
            String name = file.substring(0, file.length() - ".crt".length())
                            .replace(' ', '_')
                            .replaceAll("[()]", "=")
                            .replace(',', '_')
                    + ".pem";
            byName.put(name, Certificate.ofPem(text));
            bundle.append(text).append(text.endsWith("\n") ? "" : "\n");
            draft.put(LayerFile.symlink(CERTS + "/" + name, "/" + path, draft.epoch()));
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "/" + FileNames.printable(path) + " can't be made an authority that the image trusts: "
                            + e.getMessage(),
                    e);
        }
    }

    private void finish() throws IOException {
        if (byName.isEmpty()) {
            return;
        }
        draft.putText(CERTS + "/ca-certificates.crt", bundle.toString());
        Map<String, Integer> counts = new HashMap<>();
        for (var each : byName.entrySet()) {
            String hash = each.getValue().subjectHash();
            int number = counts.merge(hash, 1, Integer::sum) - 1;
            draft.put(LayerFile.symlink(CERTS + "/" + hash + "." + number, each.getKey(), draft.epoch()));
        }
        if (draft.isDirectory(FOR_JAVA)) {
            SortedMap<String, Certificate> aliases = new TreeMap<>();
            byName.forEach((name, certificate) -> aliases.put("debian:" + name.toLowerCase(Locale.ROOT), certificate));
            byte[] store = JavaKeyStore.write(aliases, draft.epoch());
            draft.put(LayerFile.file(CERTS + "/java/cacerts", 0644, draft.epoch(), FileBody.of(store)));
        }
    }
}
