package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Settings that scripts make: replaced if nobody changed them since.
 *
 * @see <a href="https://manpages.debian.org/bookworm/ucf/ucf.1.en.html">ucf(1)</a>
 */
final class SettingTools {
    private static final String SUMS = "var/lib/ucf/hashfile";

    private SettingTools() {}

    static int ucf(Call call) throws IOException {
        List<String> operands = call.operands();
        if (call.has("--purge") || operands.size() != 2) {
            throw call.unknown("is not known when packages are upgraded");
        }
        Draft draft = call.world().draft;
        LayerFile fresh = call.world()
                .follow(operands.get(0))
                .filter(each -> each.body().isPresent())
                .orElseThrow(() -> call.unknown("copies what is not there"));
        String noted = noted(draft, "/" + call.world().place(operands.get(1)), operands.get(1));
        Optional<LayerFile> there = call.world().follow(operands.get(1));
        String now = sum(fresh);
        if (now.equals(noted) || there.isPresent() && now.equals(sum(there.get()))) {
            return Tool.DONE;
        }
        throw call.unknown("brings settings that are not those of the installed version");
    }

    private static String noted(Draft draft, String... paths) throws IOException {
        for (String line : draft.text(SUMS).orElse("").lines().toList()) {
            for (String path : paths) {
                if (line.endsWith("  " + path)) {
                    return line.substring(0, line.indexOf(' '));
                }
            }
        }
        return "";
    }

    private static String sum(LayerFile file) throws IOException {
        return sum(Draft.bytes(file.body().orElseThrow(), file.path()));
    }

    /** As files of sums have it; it protects nothing. */
    static String sum(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
