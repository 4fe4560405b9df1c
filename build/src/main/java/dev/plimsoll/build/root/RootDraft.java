package dev.plimsoll.build.root;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.write.LayerFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A root file system while it is being made. */
final class RootDraft {
    private final Instant epoch;
    private final TreeMap<String, LayerFile> files = new TreeMap<>();
    private final Map<String, String> owners = new HashMap<>();

    RootDraft(Instant epoch) {
        this.epoch = epoch;
    }

    Instant epoch() {
        return epoch;
    }

    Optional<LayerFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    Optional<String> owner(String path) {
        return Optional.ofNullable(owners.get(path));
    }

    List<String> paths() {
        return List.copyOf(files.keySet());
    }

    /** What a package brings; directories are shared, the first one's owner and mode stay. */
    void unpack(LayerFile file, String owner) {
        LayerFile there = files.get(file.path());
        if (there != null && there.type() == LayerFile.Type.DIRECTORY && file.type() == LayerFile.Type.DIRECTORY) {
            return;
        }
        parents(file.path(), owner);
        files.put(file.path(), file);
        owners.put(file.path(), owner);
    }

    /** What the builder or the spec makes; it replaces what a package brought. */
    void put(LayerFile file) {
        parents(file.path(), "");
        files.put(file.path(), file);
        owners.remove(file.path());
    }

    private void parents(String path, String owner) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String parent = path.substring(0, slash);
            LayerFile there = files.get(parent);
            if (there == null) {
                files.put(parent, LayerFile.directory(parent, 0755, epoch));
                if (!owner.isEmpty()) {
                    owners.put(parent, owner);
                }
            } else if (there.type() != LayerFile.Type.DIRECTORY) {
                throw new PlimsollException(
                        ErrorCode.USAGE, "/" + path + " can't be there: /" + parent + " is no directory");
            }
        }
    }

    void removeIf(Predicate<String> path) {
        files.keySet().removeIf(path);
        owners.keySet().removeIf(path);
    }

    List<LayerFile> files() {
        return List.copyOf(files.values());
    }

    Map<String, String> owners() {
        return Map.copyOf(owners);
    }
}
