import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Changes jars, in their places, such that their classes are there at once when the program starts. The JVM keeps no classes in its class
 * archive that are older than Java 6: those are raised to the version of Java 8, with the stack maps that it demands. It keeps none of
 * signed jars: those lose their signature, which Maven's checksums stand in for. zstd's classes for Java 22 and newer, which spin code for
 * each native function when they are first used, go: the others call the same functions by JNI. Since a jar's checksum is no longer that
 * of the published one, it is made to state its coordinate. A step of the build: {@code QuickJars DIRECTORY GROUP:ARTIFACT:VERSION...}.
 */
final class QuickJars {
    private static final int VERSION = Opcodes.V1_8;
    private static final String NOTE = "META-INF/CHANGED-FOR-PLIMSOLL.txt";
    private static final Pattern LEFT_OUT =
            Pattern.compile("META-INF/[^/]+\\.(?:SF|RSA|DSA|EC)|META-INF/versions/22/com/github/luben/zstd/.*");

    public static void main(String[] arguments) throws IOException {
        for (int i = 1; i < arguments.length; i++) {
            String[] coordinate = arguments[i].split(":");
            change(Path.of(arguments[0], coordinate[1] + "-" + coordinate[2] + ".jar"), coordinate);
        }
    }

    private static void change(Path jar, String[] coordinate) throws IOException {
        Path changed = Path.of(jar + ".changed");
        String properties = "META-INF/maven/" + coordinate[0] + "/" + coordinate[1] + "/pom.properties";
        try (ZipFile in = new ZipFile(jar.toFile());
                URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                OutputStream file = Files.newOutputStream(changed);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                String name = entry.getName();
                if (!name.equals(NOTE) && !name.equals(properties) && !LEFT_OUT.matcher(name).matches()) {
                    put(out, entry, changed(name, in.getInputStream(entry).readAllBytes(), classes));
                }
            }
            long time = Collections.list(in.entries()).get(0).getTime();
            put(out, NOTE, time, "Plimsoll's build raised class files older than Java 8 to its version, with stack maps, and took away signatures"
                    + " and classes that call native functions without JNI.\n");
            put(out, properties, time,
                    "groupId=" + coordinate[0] + "\nartifactId=" + coordinate[1] + "\nversion=" + coordinate[2] + "\n");
        }
        Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] changed(String name, byte[] content, ClassLoader classes) throws IOException {
        return name.equals(JarFile.MANIFEST_NAME)
                ? withoutDigests(content)
                : name.endsWith(".class") ? raise(content, classes) : content;
    }

    /** A manifest without its sections about single entries, in which a signed jar has their digests. */
    private static byte[] withoutDigests(byte[] content) throws IOException {
        Manifest manifest = new Manifest(new ByteArrayInputStream(content));
        manifest.getEntries().values().forEach(each -> each.keySet().removeIf(name -> name.toString().endsWith("-Digest")));
        manifest.getEntries().values().removeIf(java.util.jar.Attributes::isEmpty);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manifest.write(out);
        return out.toByteArray();
    }

    private static byte[] raise(byte[] content, ClassLoader classes) {
        ClassReader reader = new ClassReader(content);
        if (reader.readUnsignedShort(6) >= VERSION) {
            return content;
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return classes;
            }
        };
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
                super.visit(VERSION, access, name, signature, parent, interfaces);
            }
        }, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    private static void put(ZipOutputStream out, String name, long time, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(time);
        put(out, entry, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void put(ZipOutputStream out, ZipEntry like, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(like.getName());
        entry.setTime(like.getTime());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
