package dev.plimsoll.build.certs;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedMap;

/**
 * Writes Java's store of trusted certificates in its oldest form, which every Java reads. Its password keeps nothing secret: everybody
 * knows it.
 */
final class JavaKeyStore {
    private static final int MAGIC = 0xfeedfeed;
    private static final int VERSION = 2;
    private static final int TRUSTED = 2;
    private static final String PASSWORD = "changeit";
    private static final String SALT = "Mighty Aphrodite";

    private JavaKeyStore() {}

    /** @param certificates by the names that they get */
    static byte[] write(SortedMap<String, Certificate> certificates, Instant date) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(certificates.size());
        for (var each : certificates.entrySet()) {
            out.writeInt(TRUSTED);
            out.writeUTF(each.getKey());
            out.writeLong(date.toEpochMilli());
            out.writeUTF("X.509");
            out.writeInt(each.getValue().encoded().length);
            out.write(each.getValue().encoded());
        }
        out.flush();
        out.write(Certificate.sha1(
                PASSWORD.getBytes(StandardCharsets.UTF_16BE),
                SALT.getBytes(StandardCharsets.UTF_8),
                bytes.toByteArray()));
        return bytes.toByteArray();
    }
}
