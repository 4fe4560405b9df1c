package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    private static Claim claim(String bullet) {
        Statement statement = Statement.of(List.of(bullet)).get(0);
        Claim last = Claim.NAMED;
        for (Sentence sentence : Sentence.split(statement.text())) {
            for (FlawId flaw : FlawIds.in(sentence.text())) {
                if (flaw.id().equals("CVE-2024-1111")) {
                    last = Wording.claim("", sentence.text(), flaw.start());
                }
            }
        }
        return last;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  * Fix CVE-2024-1111.",
                "  * CVE-2024-1111: heap overflow in the parser",
                "  * Non-maintainer upload by the Security Team. Fixes CVE-2024-1111 (Closes: #100000)",
                "  * New upstream release, fixing CVE-2024-1111",
                "  * Add patch from upstream to fix CVE-2024-1111",
                "  * d/patches/CVE-2024-1111.patch: new",
                "  * Drop privileges early to fix CVE-2024-1111",
                "  * Remove the vulnerable command (CVE-2024-1111)",
                "  * Disable the legacy provider, addresses CVE-2024-1111 in the patch",
                "  * Revert commit abcdef that introduced CVE-2024-1111",
                "  * Revert \"Add foo\" to fix CVE-2024-1111",
                "  * CVE-2024-1111: revert the commit that made it possible",
                "  * Revert the broken fix and apply upstream's for CVE-2024-1111",
                "  * Fix CVE-2024-1111 (incomplete fix for CVE-2023-2222)",
                "    - Revert \"epoll: use refcount to reduce ep_mutex contention\" (CVE-2023-3333, CVE-2024-1111)",
                "    - Bluetooth: btusb: revert use of devm_kzalloc in btusb (CVE-2024-1111)",
                "    - fanotify: fix false positive on permission events (CVE-2024-1111)",
                "  * Fix CVE-2024-1111: Authz zero length regression",
                "  * The patch for CVE-2023-2222 also addresses CVE-2024-1111",
                "  * debian/patches/CVE-2024-1111.patch: disable the unsafe command in main.c",
                "  * Add a limit check against corrupt data (report and testcase by somebody (CVE-2024-1111)",
                "  * Revert the revert of the fix for CVE-2024-1111",
                "  * Fix CVE-2024-1111. Not affected by CVE-2024-2222.",
            })
    void countsWhatIsFixed(String bullet) {
        assertThat(claim(bullet)).isEqualTo(Claim.FIXED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  * Not affected by CVE-2024-1111.",
                "  * CVE-2024-1111 does not affect this version",
                "  * This does not fix CVE-2024-1111 yet",
                "  * CVE-2024-1111 remains unfixed",
                "  * Drop CVE-2024-1111.patch, applied upstream",
                "  * Remove patches merged upstream: CVE-2024-1111.patch",
                "  * Refresh CVE-2024-1111.patch",
                "  * Fix a regression in the fix for CVE-2024-1111",
                "  * Fix crash caused by the fix for CVE-2024-1111",
                "  * Fix CVE-2024-2222 (incomplete fix for CVE-2024-1111)",
                "  * CVE-2024-1111: incomplete fix",
                "  * Mention CVE-2024-1111 in the changelog entry of 1.2-3",
                "  * CVE-2024-1111 was fixed in 1.2-1",
                "  * Add test for CVE-2024-1111",
                "  * debian/patches/82_CVE-2024-1111.dpatch: Removed, as applied upstream",
                "  * d/patches: remove CVE-2024-1111.patch",
                "  * The fix for CVE-2024-1111 was too aggressive and could raise an error",
            })
    void passesOverWhatIsOnlyNamed(String bullet) {
        assertThat(claim(bullet)).isEqualTo(Claim.NAMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  * Revert fix for CVE-2024-1111 as it causes a regression",
                "  * Reverted CVE-2024-1111.patch",
                "  * Revert \"Fix CVE-2024-1111\"",
                "  * Revert patch parser.diff (CVE-2024-1111), it breaks parsing",
                "  * Back out the patch for CVE-2024-1111",
                "  * Drop the patch for CVE-2024-1111, it breaks the build",
                "  * CVE-2024-1111: revert the fix",
            })
    void seesWhatIsTakenBack(String bullet) {
        assertThat(claim(bullet)).isEqualTo(Claim.TAKEN_BACK);
    }
}
