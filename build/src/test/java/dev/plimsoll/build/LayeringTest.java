package dev.plimsoll.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What changes seldom lies lowest, and every layer has the parents of what is in it. */
class LayeringTest {
    private final List<LayerContent> layers = Layering.of(Trees.small());

    @Test
    void base_packages_the_program_and_the_images_own_files_lie_in_a_layer_each() {
        assertThat(layers).hasSize(3);
        assertThat(paths(0))
                .contains("usr/lib/libc.so.6", "etc/os-release", "var/lib/dpkg/status.d/libc6", "tmp")
                .doesNotContain("usr/bin/redis-server", "etc/redis.conf", "data", "var/lib/dpkg/status.d/redis-server");
        assertThat(paths(1))
                .contains("usr/bin/redis-server", "var/lib/dpkg/status.d/redis-server")
                .doesNotContain("usr/lib/libc.so.6", "etc/redis.conf");
        assertThat(paths(2)).containsExactly("data", "etc", "etc/redis.conf");
        assertThat(layers.get(0).createdBy()).contains("3 packages");
        assertThat(layers.get(1).createdBy()).contains("1 packages");
    }

    @Test
    void every_layer_has_the_parents_of_what_is_in_it_with_their_own_owner_and_mode() {
        for (int i = 0; i < layers.size(); i++) {
            List<String> paths = paths(i);
            for (String path : paths) {
                int slash = path.lastIndexOf('/');
                if (slash > 0) {
                    assertThat(paths).contains(path.substring(0, slash));
                }
            }
        }
        assertThat(layers.get(2).files())
                .filteredOn(file -> file.path().equals("data"))
                .singleElement()
                .satisfies(file -> assertThat(file.mode()).isEqualTo(0700));
    }

    @Test
    void nothing_is_lost_and_only_directories_stand_twice() {
        assertThat(layers.stream()
                        .flatMap(layer -> layer.files().stream())
                        .filter(file -> file.type() != LayerFile.Type.DIRECTORY)
                        .map(LayerFile::path))
                .containsExactlyInAnyOrderElementsOf(Trees.small().files().stream()
                        .filter(file -> file.type() != LayerFile.Type.DIRECTORY)
                        .map(LayerFile::path)
                        .toList());
    }

    private List<String> paths(int layer) {
        return layers.get(layer).files().stream().map(LayerFile::path).toList();
    }
}
