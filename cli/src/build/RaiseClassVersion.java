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
 * changes but the version and the stack maps that it demands. A step of the build: {@code RaiseClassVersion JAR}.
 */
final class RaiseClassVersion {
    private static final int VERSION = Opcodes.V1_8;
    private static final String NOTE = "META-INF/CHANGED-FOR-PLIMSOLL.txt";

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path raised = Path.of(jar + ".raised");
        try (ZipFile in = new ZipFile(jar.toFile());
                URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                OutputStream file = Files.newOutputStream(raised);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                if (!entry.getName().equals(NOTE)) {
                    put(out, entry, entry.getName().endsWith(".class") ? raise(content, classes) : content);
                }
            }
            ZipEntry note = new ZipEntry(NOTE);
            note.setTime(Collections.list(in.entries()).get(0).getTime());
            put(out, note, "Class files older than Java 8 were raised to its version, with stack maps, by Plimsoll's build.\n"
                    .getBytes(StandardCharsets.US_ASCII));
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

    private static void put(ZipOutputStream out, ZipEntry like, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(like.getName());
        entry.setTime(like.getTime());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
