package dev.plimsoll.build.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Paths of a tree are found as a kernel would, among names that sort before and after a slash. */
class DraftTest {
    private final Draft draft = new Draft(Instant.EPOCH);

    private void file(String... paths) {
        for (String path : paths) {
            draft.put(LayerFile.file(path, 0644, Instant.EPOCH, FileBody.of(new byte[0])));
        }
    }

    @Test
    void childrenAreThoseDirectlyInADirectory() {
        file("a", "usr/lib/x/y/z", "usr/lib-one", "usr/lib.d/f", "usr/lib0", "usr/lib/b", "usr0", "usr-x/lib", "z");

        assertThat(draft.children("")).containsExactly("a", "usr", "usr-x", "usr0", "z");
        assertThat(draft.children("usr")).containsExactly("lib", "lib-one", "lib.d", "lib0");
        assertThat(draft.children("usr/lib")).containsExactly("b", "x");
        assertThat(draft.children("usr/lib/x/y")).containsExactly("z");
        assertThat(draft.children("a")).isEmpty();
        assertThat(draft.children("none")).isEmpty();
        assertThat(new Draft(Instant.EPOCH).children("")).isEmpty();
    }

    @Test
    void linksOnTheWayAreFollowedAndTheLastOneIfAsked() {
        file("usr/bin/real", "etc/conf");
        draft.put(LayerFile.symlink("bin", "usr/bin", Instant.EPOCH));
        draft.put(LayerFile.symlink("usr/bin/name", "real", Instant.EPOCH));
        draft.put(LayerFile.symlink("usr/up", "../etc", Instant.EPOCH));

        for (String real : List.of("usr/bin/real", "usr/bin/none", "none/at/all", ".hidden")) {
            assertThat(draft.place(real)).isEqualTo(real);
        }
        assertThat(draft.place("bin/name")).isEqualTo("usr/bin/name");
        assertThat(draft.follow("bin/name")).map(LayerFile::path).contains("usr/bin/real");
        assertThat(draft.follow("usr/bin/name")).map(LayerFile::path).contains("usr/bin/real");
        assertThat(draft.place("usr/up/conf")).isEqualTo("etc/conf");
        assertThat(draft.place("/usr//bin/./../up/conf/")).isEqualTo("etc/conf");
        assertThat(draft.place("../usr/bin/real")).isEqualTo("usr/bin/real");
    }
}
