package dev.plimsoll.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.root.RootTree;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerTar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetsTest {
    private final RootTree tree = Trees.small();

    @TempDir
    private Path folder;

    @Test
    void who_keeps_to_the_budget_hears_nothing() {
        assertThatCode(() -> Budgets.check(Trees.spec(folder, "budget: {size: 60MB, packages: 4}\n"), tree, 60_000_000))
                .doesNotThrowAnyException();
        assertThatCode(() -> Budgets.check(Trees.spec(folder, ""), tree, Long.MAX_VALUE))
                .doesNotThrowAnyException();
    }

    @Test
    void too_large_names_the_largest_packages_the_largest_first() {
        assertThatThrownBy(() -> Budgets.check(Trees.spec(folder, "budget: {size: 60MB}\n"), tree, 60_000_001))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("redis.yaml: plimsoll/redis:latest has 60.0 MB, and its budget is 60.0 MB")
                .hasMessageMatching("(?s).*The largest: redis-server 0.0 MB, .*libc6.*");
    }

    @Test
    void too_many_packages_are_too_many() {
        assertThatThrownBy(() -> Budgets.check(Trees.spec(folder, "budget: {packages: 3}\n"), tree, 1))
                .hasMessageContaining("has 4 packages, and its budget is 3");
    }

    @Test
    void the_size_is_that_of_the_tars_which_are_written() throws IOException {
        List<LayerContent> layers = Layering.of(tree);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (LayerContent layer : layers) {
            LayerTar.write(layer.files(), out);
        }

        assertThat(LayerSizes.of(layers)).isEqualTo(out.size());
    }
}
