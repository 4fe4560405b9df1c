import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Raises the classes of a jar to the version of Java 8, in its place: the JVM keeps none of older versions in its class archive. Nothing
 * changes but the version and the stack maps that it demands. Since its checksum is no longer that of the published jar, it is made to
 * state its coordinate. A step of the build: {@code RaiseClassVersion JAR GROUP ARTIFACT VERSION}.
 */
final class RaiseClassVersion {
    private static final int VERSION = Opcodes.V1_8;
    private static final String NOTE = "META-INF/CHANGED-FOR-PLIMSOLL.txt";

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path raised = Path.of(jar + ".raised");
        String properties = "META-INF/maven/" + arguments[1] + "/" + arguments[2] + "/pom.properties";
        try (ZipFile in = new ZipFile(jar.toFile());
                URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                OutputStream file = Files.newOutputStream(raised);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                if (!entry.getName().equals(NOTE) && !entry.getName().equals(properties)) {
                    put(out, entry, entry.getName().endsWith(".class") ? raise(content, classes) : content);
                }
            }
            long time = Collections.list(in.entries()).get(0).getTime();
            put(out, NOTE, time, "Class files older than Java 8 were raised to its version, with stack maps, by Plimsoll's build.\n");
            put(out, properties, time,
                    "groupId=" + arguments[1] + "\nartifactId=" + arguments[2] + "\nversion=" + arguments[3] + "\n");
        }
        Files.move(raised, jar, StandardCopyOption.REPLACE_EXISTING);
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
