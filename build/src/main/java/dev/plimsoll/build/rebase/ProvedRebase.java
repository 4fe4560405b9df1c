package dev.plimsoll.build.rebase;

import dev.plimsoll.build.attest.MendedFlaw;
import dev.plimsoll.scan.ScanResult;
import java.util.List;

/**
 * A rebase that scans have proved.
 *
 * @param plan what is done
 * @param before a scan of the image as it was
 * @param after a scan of the image on its new base
 * @param mended findings of the first scan that the new base mended
 */
public record ProvedRebase(RebasePlan plan, ScanResult before, ScanResult after, List<MendedFlaw> mended) {
    public ProvedRebase {
        mended = List.copyOf(mended);
    }
}
