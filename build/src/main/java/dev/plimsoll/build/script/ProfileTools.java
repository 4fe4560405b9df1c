package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Profiles of logins, of which {@code pam-auth-update} makes the settings in {@code /etc/pam.d}. */
final class ProfileTools {
    private static final String PROFILES = "usr/share/pam-configs";

    private final Map<String, LayerFile> profiles;

    /** @param draft the tree before anything is upgraded */
    ProfileTools(Draft draft) {
        this.profiles = new TreeMap<>(draft.below(PROFILES));
    }

    /** The settings that it makes follow from the profiles: with the same profiles they stay as they are. */
    int update(Call call) throws IOException {
        Draft draft = call.world().draft;
        Map<String, LayerFile> now = new TreeMap<>(draft.below(PROFILES));
        if (!now.keySet().equals(profiles.keySet())) {
            throw call.unknown("has other profiles than before, which it would put into /etc/pam.d");
        }
        for (Map.Entry<String, LayerFile> each : now.entrySet()) {
            if (!isSame(each.getValue(), profiles.get(each.getKey()))) {
                throw call.unknown("has another profile /" + each.getKey() + " than before");
            }
        }
        return Tool.DONE;
    }

    private static boolean isSame(LayerFile one, @Nullable LayerFile other) throws IOException {
        if (other == null || one.type() != other.type()) {
            return false;
        }
        Optional<FileBody> now = one.body();
        Optional<FileBody> then = other.body();
        if (now.isEmpty() || then.isEmpty()) {
            return now.isEmpty() && then.isEmpty();
        }
        return Arrays.equals(Draft.bytes(now.get(), one.path()), Draft.bytes(then.get(), other.path()));
    }
}
