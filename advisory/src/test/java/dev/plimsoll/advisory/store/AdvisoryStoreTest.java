package dev.plimsoll.advisory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.advisory.AdvisorySource;
import dev.plimsoll.advisory.AdvisorySourceContract;
import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.inventory.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryStoreTest extends AdvisorySourceContract {
    @TempDir
    Path temp;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(temp.resolve("mirror/a"));
        Files.writeString(temp.resolve("mirror/a/rows.txt"), "Debian:12|bash|CVE-1|2\nDebian:12|bash|CVE-2|3\nbad\n");
        new DatabaseUpdater(root(), FakeEcosystem::byId, Clock.systemUTC())
                .update(
                        FeedOrigin.mirror(temp.resolve("mirror").toString()),
                        List.of(TestFeed.of("a")),
                        HttpFetcher.offline(),
                        Progress.NONE);
    }

    private Path root() {
        return temp.resolve("a % store?#");
    }

    @Override
    protected AdvisorySource source() {
        return AdvisoryStore.open(root(), FakeEcosystem::byId);
    }

    @Override
    protected Component known() {
        return FakeEcosystem.component("deb12", "bash-static", "bash", "1");
    }

    @Override
    protected Component uncovered() {
        return FakeEcosystem.component("deb99", "bash", "bash", "1");
    }

    private Coverage coverage(Component component) {
        try (AdvisorySource source = source()) {
            return source.lookUp(List.of(component), Optional.empty()).get(0).coverage();
        }
    }

    @Test
    void anEcosystemWithoutAFeedIsNotJudged() {
        Coverage coverage = coverage(uncovered());

        assertThat(coverage.reason()).isEqualTo(Coverage.Reason.NO_SOURCE);
        assertThat(coverage.detail()).contains("Debian:99").contains("plimsoll db update");
        assertThat(coverage(FakeEcosystem.component("homemade", "x", "1")).reason())
                .isEqualTo(Coverage.Reason.NO_SOURCE);
        assertThat(coverage(FakeEcosystem.component("never heard of", "x", "1")).reason())
                .isEqualTo(Coverage.Reason.NO_SOURCE);
    }

    @Test
    void aVersionThatCantBeReadIsNotJudged() {
        Coverage coverage = coverage(FakeEcosystem.component("deb12", "bash", "bash", "unreadable"));

        assertThat(coverage.level()).isEqualTo(Coverage.Level.NOT_JUDGED);
        assertThat(coverage.reason()).isEqualTo(Coverage.Reason.VERSION_UNREADABLE);
        assertThat(coverage.detail()).contains("unreadable");
    }

    @Test
    void whatNobodySpeaksOfIsJudged() {
        Coverage coverage = coverage(FakeEcosystem.component("deb12", "quiet", "quiet", "1"));

        assertThat(coverage.level()).isEqualTo(Coverage.Level.JUDGED);
        assertThat(coverage.source()).isEqualTo("a");
        assertThat(coverage.confirmed()).isPresent();
    }

    @Test
    void namesWhatWasSkipped() {
        try (AdvisoryStore store = AdvisoryStore.open(root(), FakeEcosystem::byId)) {
            assertThat(store.status().get(0).skipped()).isEqualTo(1);
            assertThat(store.skipped("a"))
                    .singleElement()
                    .satisfies(skipped -> assertThat(skipped.reason()).isEqualTo("it is bad"));
        }
    }

    @Test
    void aStoreThatIsNotThereJudgesNothing() {
        try (AdvisoryStore store = AdvisoryStore.open(temp.resolve("nothing"), FakeEcosystem::byId)) {
            assertThat(store.lookUp(List.of(known()), Optional.empty())
                            .get(0)
                            .coverage()
                            .reason())
                    .isEqualTo(Coverage.Reason.NO_SOURCE);
            assertThat(store.status()).isEmpty();
        }
        assertThat(temp.resolve("nothing")).doesNotExist();
    }

    @Test
    void aDamagedDatabaseIsAClearError() throws IOException {
        Path database;
        try (Stream<Path> files = Files.list(root().resolve("feeds"))) {
            database = files.findFirst().orElseThrow();
        }
        for (byte[] content : new byte[][] {
            new byte[0], new byte[5000], "SQLite format 3\0 and more".getBytes(java.nio.charset.StandardCharsets.UTF_8)
        }) {
            Files.write(database, content);
            unusable(database.getFileName().toString());
        }
        Files.delete(database);
        unusable(database.getFileName().toString());
    }

    @Test
    void aDamagedCatalogueIsAClearError() throws IOException {
        Path catalogue = root().resolve("catalogue");
        byte[] whole = Files.readAllBytes(catalogue);
        for (int cut = 0; cut < whole.length; cut += 7) {
            Files.write(catalogue, Arrays.copyOf(whole, cut));
            unusable("catalogue");
        }
        for (int at = 0; at < whole.length; at += 5) {
            byte[] changed = whole.clone();
            changed[at] ^= 64;
            Files.write(catalogue, changed);
            unusable("catalogue");
        }
    }

    @Test
    void anotherSchemaIsAClearError() throws IOException {
        Files.writeString(root().resolve("catalogue"), "PLIMSOLL-CATALOGUE 999\nwhatever");
        unusable("999");
    }

    /** Another version of Plimsoll may lay its files out otherwise: that is no empty store. */
    @Test
    void anotherLayoutIsNoEmptyStore() throws IOException {
        Files.delete(root().resolve("catalogue"));
        try (AdvisoryStore stopped = AdvisoryStore.open(root(), FakeEcosystem::byId)) {
            assertThat(stopped.status()).as("a first update that was stopped").isEmpty();
        }
        Files.write(root().resolve("advisories.sqlite"), new byte[10]);
        unusable("advisories.sqlite");
    }

    @Test
    void aDatabaseOfAnotherFormIsAClearError() throws Exception {
        Path database;
        try (Stream<Path> files = Files.list(root().resolve("feeds"))) {
            database = files.findFirst().orElseThrow();
        }
        change(database, "UPDATE meta SET value = '0' WHERE key = 'schema'");
        unusable("schema 0 instead of 1");
        change(database, "DELETE FROM meta");
        unusable("does not say what it holds");
    }

    private static void change(Path database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void unusable(String words) {
        assertThatThrownBy(() -> AdvisoryStore.open(root(), FakeEcosystem::byId))
                .isInstanceOfSatisfying(PlimsollException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNUSABLE);
                    assertThat(e).hasMessageContaining(words).hasMessageContaining("plimsoll db update");
                });
    }
}
