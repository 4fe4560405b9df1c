package dev.plimsoll.build.unpack;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Seal;
import dev.plimsoll.base.SealedCache;
import dev.plimsoll.base.TempFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;

/** Unpacks packages that are made for a test; nothing of them is kept, as what describes them need not have their hashes. */
public final class TestUnpacking {
    private TestUnpacking() {}

    public static Unpacking with(TempFiles tempFiles) {
        return with(tempFiles, Limits.DEFAULT);
    }

    public static Unpacking with(TempFiles tempFiles, Limits limits) {
        try {
            Path nowhere = tempFiles.newFile("nowhere").resolve("below");
            Seal seal = Seal.of(new AppDirectories(nowhere, nowhere, nowhere));
            return new Unpacking(
                    tempFiles, limits, new KeptPackages(new SealedCache(nowhere, 0, seal, Clock.systemUTC())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
