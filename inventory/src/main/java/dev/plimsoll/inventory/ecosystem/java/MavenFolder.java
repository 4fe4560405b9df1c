package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.base.BoundedInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One {@code META-INF/maven/GROUP/ARTIFACT} folder, which Maven writes into what it builds: {@code pom.properties} and
 * {@code pom.xml}. What the first lacks is taken from the second, and the names at last from the folder.
 */
final class MavenFolder {
    private static final String PLACE = "META-INF/maven/";
    private static final String PROPERTIES = "pom.properties";
    private static final String XML = "pom.xml";
    private static final long MAX_PROPERTIES = 256 * 1024;
    private static final long MAX_XML = 4 << 20;
    private static final byte[] LICENCE = "<license>".getBytes(StandardCharsets.US_ASCII);

    private final String folder;
    private String group = "";
    private String artifact = "";
    private String version = "";
    private List<String> licences = List.of();
    private boolean hasProperties;
    private boolean hasXml;

    private MavenFolder(String folder) {
        this.folder = folder;
    }

    /**
     * The folder that a file of it lies in, or null if the path is not that of {@code …META-INF/maven/GROUP/ARTIFACT/pom.properties}
     * or {@code pom.xml}.
     */
    static @Nullable String of(String path) {
        if (!path.endsWith("/" + PROPERTIES) && !path.endsWith("/" + XML)) {
            return null;
        }
        int place = path.lastIndexOf(PLACE);
        if (place < 0 || place > 0 && path.charAt(place - 1) != '/') {
            return null;
        }
        int group = path.indexOf('/', place + PLACE.length());
        int artifact = group < 0 ? -1 : path.indexOf('/', group + 1);
        return artifact >= 0 && path.indexOf('/', artifact + 1) < 0 ? path.substring(0, artifact) : null;
    }

    static MavenFolder at(String folder) {
        return new MavenFolder(folder);
    }

    static boolean isProperties(String path) {
        return path.endsWith(PROPERTIES);
    }

    /** Takes one of its files; does not close {@code in}. The order does not matter, but properties first saves work. */
    void read(String path, InputStream in) throws IOException {
        if (isProperties(path)) {
            readProperties(in, path);
        } else {
            readXml(in, path);
        }
    }

    private void readProperties(InputStream in, String path) throws IOException {
        hasProperties = true;
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(BoundedInput.readAll(in, MAX_PROPERTIES, path)));
        } catch (IllegalArgumentException e) {
            throw new IOException(path + " is malformed: " + e.getMessage(), e);
        }
        String stated = properties.getProperty("groupId", "").trim();
        group = Coordinate.isId(stated) ? stated : group;
        stated = properties.getProperty("artifactId", "").trim();
        artifact = Coordinate.isId(stated) ? stated : artifact;
        stated = properties.getProperty("version", "").trim();
        version = Coordinate.isVersion(stated) ? stated : version;
    }

    /** Whether such a file was read already: an archive can have two entries of one name. */
    boolean has(String path) {
        return isProperties(path) ? hasProperties : hasXml;
    }

    private void readXml(InputStream in, String path) throws IOException {
        hasXml = true;
        byte[] document = BoundedInput.readAll(in, MAX_XML, path);
        boolean complete = !group.isEmpty() && !artifact.isEmpty() && !version.isEmpty();
        if (complete && !contains(document, LICENCE)) {
            return;
        }
        Pom pom;
        try {
            pom = Pom.read(new ByteArrayInputStream(document), path);
        } catch (IOException e) {
            if (complete) {
                // Only its licences were wanted; that none is known is not worth a gap.
                return;
            }
            throw e;
        }
        licences = pom.licences();
        group = group.isEmpty() && Coordinate.isId(pom.group()) ? pom.group() : group;
        artifact = artifact.isEmpty() && Coordinate.isId(pom.artifact()) ? pom.artifact() : artifact;
        version = version.isEmpty() && Coordinate.isVersion(pom.version()) ? pom.version() : version;
    }

    private static boolean contains(byte[] text, byte[] word) {
        for (int i = 0; i <= text.length - word.length; i++) {
            if (text[i] == word[0] && Arrays.equals(text, i, i + word.length, word, 0, word.length)) {
                return true;
            }
        }
        return false;
    }

    /** The file that speaks for this folder. */
    String statedIn() {
        return folder + "/" + (hasProperties ? PROPERTIES : XML);
    }

    /** The coordinate; empty if neither the files nor the folder's path make one. */
    Optional<Coordinate> coordinate() {
        int slash = folder.lastIndexOf('/');
        String folderGroup = folder.substring(folder.lastIndexOf('/', slash - 1) + 1, slash);
        String g = group.isEmpty() ? folderGroup : group;
        String a = artifact.isEmpty() ? folder.substring(slash + 1) : artifact;
        return Coordinate.isId(g) && Coordinate.isId(a)
                ? Optional.of(new Coordinate(g, a, version, licences))
                : Optional.empty();
    }
}
