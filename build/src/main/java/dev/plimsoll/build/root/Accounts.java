package dev.plimsoll.build.root;

import dev.plimsoll.build.spec.NewUser;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code /etc/passwd} and {@code /etc/group}: those of base-passwd, and the spec's users. */
final class Accounts {
    private Accounts() {}

    static void add(List<NewUser> users, RootDraft draft) throws IOException {
        StringBuilder passwd = new StringBuilder(master("passwd", draft));
        StringBuilder group = new StringBuilder(master("group", draft));
        for (NewUser user : users) {
            passwd.append(user.name())
                    .append(":x:")
                    .append(user.userId())
                    .append(':')
                    .append(user.groupId())
                    .append("::")
                    .append(user.home())
                    .append(":/usr/sbin/nologin\n");
            group.append(user.name()).append(":x:").append(user.groupId()).append(":\n");
        }
        put("etc/passwd", passwd.toString(), draft);
        put("etc/group", group.toString(), draft);
    }

    private static String master(String name, RootDraft draft) throws IOException {
        var body = draft.find("usr/share/base-passwd/" + name + ".master").flatMap(LayerFile::body);
        if (body.isEmpty()) {
            return name.equals("passwd") ? "root:*:0:0:root:/root:/usr/sbin/nologin\n" : "root:*:0:\n";
        }
        try (InputStream in = body.get().open()) {
            return new String(dev.plimsoll.base.BoundedInput.readAll(in, 1 << 20, name), StandardCharsets.UTF_8);
        }
    }

    private static void put(String path, String text, RootDraft draft) {
        draft.put(LayerFile.file(path, 0644, draft.epoch(), FileBody.of(text.getBytes(StandardCharsets.UTF_8))));
    }
}
