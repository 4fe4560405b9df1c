package dev.plimsoll.build.jre;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The class by which a runtime knows its modules without reading them: written anew so that it knows none, which makes Java read the
 * modules that are there. It is what jlink leaves in place with {@code --disable-plugin system-modules}.
 */
final class NoModulesMap {
    static final String NAME = "/java.base/jdk/internal/module/SystemModulesMap.class";

    private static final String OWN = "jdk/internal/module/SystemModulesMap";
    private static final String MODULES = "()Ljdk/internal/module/SystemModules;";
    private static final String STRINGS = "()[Ljava/lang/String;";
    private static final int JAVA_9 = 53;
    private static final int MAGIC = 0xCAFEBABE;
    private static final int FINAL_CLASS = 0x0030;
    private static final int STATIC = 0x0008;
    private static final byte[] RETURN_NULL = {0x01, (byte) 0xb0};
    private static final byte[] RETURN_NO_STRINGS = {0x03, (byte) 0xbd, 0, 6, (byte) 0xb0};

    private NoModulesMap() {}

    /** The bytes of the class. */
    static byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeShort(0);
        out.writeShort(JAVA_9);
        String[] constants = {
            OWN,
            "java/lang/Object",
            "java/lang/String",
            "Code",
            MODULES,
            STRINGS,
            "allSystemModules",
            "defaultSystemModules",
            "moduleNames",
            "classNames"
        };
        out.writeShort(1 + 3 + constants.length);
        int classes = 0;
        for (String constant : constants) {
            out.writeByte(1);
            out.writeUTF(constant);
            if (++classes <= 3) {
                out.writeByte(7);
                out.writeShort(2 * classes - 1);
            }
        }
        out.writeShort(FINAL_CLASS);
        out.writeShort(2);
        out.writeShort(4);
        out.writeShort(0);
        out.writeShort(0);
        out.writeShort(4);
        method(out, 10, 8, RETURN_NULL);
        method(out, 11, 8, RETURN_NULL);
        method(out, 12, 9, RETURN_NO_STRINGS);
        method(out, 13, 9, RETURN_NO_STRINGS);
        out.writeShort(0);
    }

    private static void method(DataOutputStream out, int name, int type, byte[] code) throws IOException {
        out.writeShort(STATIC);
        out.writeShort(name);
        out.writeShort(type);
        out.writeShort(1);
        out.writeShort(7);
        out.writeInt(12 + code.length);
        out.writeShort(1);
        out.writeShort(0);
        out.writeInt(code.length);
        out.write(code);
        out.writeShort(0);
        out.writeShort(0);
    }
}
