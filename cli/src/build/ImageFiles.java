import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Lays the program's jars out for an image: {@code lib} with the jars, free of native libraries, and {@code native/ARCHITECTURE} with
 * Linux' ones, ready to load from a root that can't be written. A jar that is changed is made to state its coordinate, as its checksum is
 * no longer the published one's. A step of the build: {@code ImageFiles PROGRAM TO}.
 */
final class ImageFiles {
    /** A library's jar, whose it is, and the architecture's part of its entries. */
    private record Native(Pattern jar, String group, String artifact, Pattern library, String to) {}

    private static final List<Native> NATIVES = List.of(
            new Native(
                    Pattern.compile("sqlite-jdbc-(.+)\\.jar"),
                    "org.xerial",
                    "sqlite-jdbc",
                    Pattern.compile("org/sqlite/native/Linux/(x86_64|aarch64)/libsqlitejdbc\\.so"),
                    "libsqlitejdbc.so"),
            new Native(
                    Pattern.compile("zstd-jni-(.+)\\.jar"),
                    "com.github.luben",
                    "zstd-jni",
                    Pattern.compile("linux/(amd64|aarch64)/libzstd-jni-.*\\.so"),
                    "libzstd-jni.so"));
    private static final Pattern ANY_LIBRARY = Pattern.compile(".*\\.(?:so|dylib|jnilib|dll|a)");
    private static final Map<String, String> ARCHITECTURES =
            Map.of("x86_64", "amd64", "amd64", "amd64", "aarch64", "arm64");

    public static void main(String[] arguments) throws IOException {
        Path to = Path.of(arguments[1]);
        Path lib = Files.createDirectories(to.resolve("lib"));
        try (DirectoryStream<Path> old = Files.newDirectoryStream(lib)) {
            for (Path each : old) {
                Files.delete(each);
            }
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
            for (Path jar : jars) {
                Path copy = lib.resolve(jar.getFileName());
                boolean changed = false;
                for (Native each : NATIVES) {
                    Matcher name = each.jar.matcher(jar.getFileName().toString());
                    if (name.matches()) {
                        split(jar, each, name.group(1), copy, to.resolve("native"));
                        changed = true;
                    }
                }
                if (!changed) {
                    Files.copy(jar, copy);
                }
            }
        }
    }

    private static void split(Path jar, Native library, String version, Path copy, Path natives) throws IOException {
        String properties = "META-INF/maven/" + library.group + "/" + library.artifact + "/pom.properties";
        int found = 0;
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(copy);
                ZipOutputStream out = new ZipOutputStream(file)) {
            List<? extends ZipEntry> entries = Collections.list(in.entries());
            for (ZipEntry entry : entries) {
                Matcher wanted = library.library.matcher(entry.getName());
                if (wanted.matches()) {
                    Path folder = Files.createDirectories(natives.resolve(ARCHITECTURES.get(wanted.group(1))));
                    Files.copy(in.getInputStream(entry), folder.resolve(library.to), StandardCopyOption.REPLACE_EXISTING);
                    found++;
                } else if (!entry.isDirectory()
                        && !entry.getName().equals(properties)
                        && !ANY_LIBRARY.matcher(entry.getName()).matches()) {
                    put(out, entry.getName(), entry.getTime(), in.getInputStream(entry).readAllBytes());
                }
            }
            String coordinate =
                    "groupId=" + library.group + "\nartifactId=" + library.artifact + "\nversion=" + version + "\n";
            put(out, properties, entries.get(0).getTime(), coordinate.getBytes(StandardCharsets.US_ASCII));
        }
        if (found != 2) {
            throw new IOException(jar + " has " + found + " of the native libraries that images need, not 2");
        }
    }

    private static void put(ZipOutputStream out, String name, long time, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(time);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
