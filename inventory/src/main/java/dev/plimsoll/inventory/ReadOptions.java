package dev.plimsoll.inventory;

import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How to read an inventory.
 *
 * @param as how the tree is read; empty for what it looks like (see {@link InventoryReader})
 * @param limits bounds
 * @param tempFiles for what needs a real file
 * @param identify for asking outside who unidentified pieces are; empty for not asking
 * @param progress who is told
 * @param observers who else looks at the tree
 */
public record ReadOptions(
        Optional<ReadAs> as,
        Limits limits,
        TempFiles tempFiles,
        Optional<IdentifyContext> identify,
        Progress progress,
        List<TreeObserver> observers) {
    public ReadOptions {
        Objects.requireNonNull(as, "as is null");
        Objects.requireNonNull(limits, "limits is null");
        Objects.requireNonNull(tempFiles, "tempFiles is null");
        Objects.requireNonNull(identify, "identify is null");
        Objects.requireNonNull(progress, "progress is null");
        observers = List.copyOf(observers);
    }

    /** Defaults: as it looks, the default limits, nobody asked, nobody told. */
    public static ReadOptions of(TempFiles tempFiles) {
        return new ReadOptions(Optional.empty(), Limits.DEFAULT, tempFiles, Optional.empty(), Progress.NONE, List.of());
    }

    /** The same, read as something. */
    public ReadOptions withAs(ReadAs newAs) {
        return new ReadOptions(Optional.of(newAs), limits, tempFiles, identify, progress, observers);
    }

    /** The same with other bounds. */
    public ReadOptions withLimits(Limits newLimits) {
        return new ReadOptions(as, newLimits, tempFiles, identify, progress, observers);
    }

    /** The same, asking outside. */
    public ReadOptions withIdentify(IdentifyContext context) {
        return new ReadOptions(as, limits, tempFiles, Optional.of(context), progress, observers);
    }

    /** The same, telling somebody. */
    public ReadOptions withProgress(Progress newProgress) {
        return new ReadOptions(as, limits, tempFiles, identify, newProgress, observers);
    }
}
