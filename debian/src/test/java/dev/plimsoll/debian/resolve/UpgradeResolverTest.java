package dev.plimsoll.debian.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.debian.catalog.PackageFields;
import dev.plimsoll.debian.catalog.TestCatalogs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is upgraded; that apt does the same with whole images is the proof's. */
class UpgradeResolverTest {
    private final List<ArchivePackage> installed = new ArrayList<>();

    private void installed(String name, String version, String... more) throws IOException {
        Map<String, String> fields = new TreeMap<>(
                Map.of("Package", name, "Version", version, "Architecture", "amd64", "Priority", "optional"));
        for (String each : more) {
            fields.put(each.substring(0, each.indexOf(':')), each.substring(each.indexOf(':') + 2));
        }
        installed.add(PackageFields.ofInstalled(fields, "test"));
    }

    private UpgradePlan resolve(Optional<Set<String>> wanted, Map<String, String> kept, String... stanzas) {
        return resolve(new UpgradeRequest(installed, wanted, kept, false), stanzas);
    }

    private UpgradePlan resolve(UpgradeRequest request, String... stanzas) {
        return new UpgradeResolver(
                        new TestCatalogs().suite("bookworm", 500, stanzas).catalogs(), TestCatalogs.versions())
                .resolve(request);
    }

    /** Where packages may have been left out on purpose. */
    private UpgradePlan partial(String... stanzas) {
        return resolve(new UpgradeRequest(installed, Optional.empty(), Map.of(), true), stanzas);
    }

    private UpgradePlan all(String... stanzas) {
        return resolve(Optional.empty(), Map.of(), stanzas);
    }

    private static List<String> changes(UpgradePlan plan) {
        return plan.steps().stream()
                .map(each -> each.name() + " "
                        + each.before().map(ArchivePackage::version).orElse("-") + " "
                        + each.after().version())
                .toList();
    }

    @Test
    void what_is_newer_is_upgraded_with_new_packages_that_it_needs_before_it() throws IOException {
        installed("app", "1");
        installed("same", "1");
        installed("own", "3");

        UpgradePlan plan = all(
                "Package: app\nVersion: 2\nDepends: lib (>= 2)",
                "Package: lib\nVersion: 2",
                "Package: same",
                "Package: own\nVersion: 2",
                "Package: other");

        assertThat(changes(plan)).containsExactly("lib - 2", "app 1 2");
        assertThat(plan.kept()).isEmpty();
    }

    @Test
    void what_would_break_a_package_that_can_not_follow_stays_as_it_is() throws IOException {
        installed("lib", "1");
        installed("app", "1", "Depends: lib (= 1)");

        UpgradePlan plan = all("Package: lib\nVersion: 2", "Package: app");

        assertThat(changes(plan)).isEmpty();
        assertThat(plan.kept()).containsExactly(Map.entry("lib", "it would break: app Depends lib (= 1)"));
    }

    @Test
    void what_a_kept_package_needs_in_its_version_stays_too() throws IOException {
        installed("lib", "1");
        installed("app", "1", "Depends: lib (= 1)");
        installed("other", "1");

        UpgradePlan plan = resolve(
                Optional.empty(),
                Map.of("app", "it is held"),
                "Package: lib\nVersion: 2",
                "Package: app\nVersion: 2\nDepends: lib (= 2)",
                "Package: other\nVersion: 2");

        assertThat(changes(plan)).containsExactly("other 1 2");
        assertThat(plan.kept())
                .containsEntry("app", "it is held")
                .containsEntry("lib", "it would break: app Depends lib (= 1)");
    }

    @Test
    void a_part_brings_with_it_what_it_needs_and_what_depends_on_its_old_version() throws IOException {
        installed("lib", "1");
        installed("app", "1", "Depends: lib (= 1)");
        installed("unrelated", "1");

        UpgradePlan plan = resolve(
                Optional.of(Set.of("lib")),
                Map.of(),
                "Package: lib\nVersion: 2",
                "Package: app\nVersion: 2\nDepends: lib (= 2)",
                "Package: unrelated\nVersion: 2");

        assertThat(changes(plan)).containsExactly("lib 1 2", "app 1 2");
    }

    @Test
    void nothing_is_upgraded_that_conflicts_with_what_stays() throws IOException {
        installed("app", "1");
        installed("old", "1");

        UpgradePlan plan = all("Package: app\nVersion: 2\nBreaks: old (<< 2)", "Package: old");

        assertThat(changes(plan)).isEmpty();
        assertThat(plan.kept()).containsExactly(Map.entry("app", "it would break: app Breaks old (<< 2)"));
    }

    @Test
    void what_is_broken_already_hinders_nothing() throws IOException {
        installed("half", "1", "Depends: gone");
        installed("app", "1");

        assertThat(changes(all("Package: half", "Package: app\nVersion: 2"))).containsExactly("app 1 2");
    }

    @Test
    void a_new_package_that_came_for_one_that_stays_after_all_does_not_come() throws IOException {
        installed("app", "1");

        UpgradePlan plan = all("Package: app\nVersion: 2\nDepends: lib, gone", "Package: lib");

        assertThat(changes(plan)).isEmpty();
        assertThat(plan.kept()).containsOnlyKeys("app");
    }

    @Test
    void what_was_left_out_on_purpose_does_not_come_in_with_a_new_version() throws IOException {
        installed("app", "1", "Depends: lib (>= 1), users (>= 3) | accounts");
        installed("lib", "1", "Depends: questions");

        UpgradePlan plan = partial(
                "Package: app\nVersion: 2\nDepends: lib (>= 2), users (>= 4), fresh",
                "Package: lib\nVersion: 2\nDepends: questions, users",
                "Package: users\nVersion: 4",
                "Package: questions",
                "Package: fresh\nDepends: questions");

        assertThat(changes(plan)).containsExactly("lib 1 2", "fresh - 1", "app 1 2");
        assertThat(plan.kept()).isEmpty();
    }

    @Test
    void a_package_of_a_partial_image_stays_if_it_needs_something_new_that_is_nowhere() throws IOException {
        installed("app", "1", "Depends: users");

        UpgradePlan plan = partial("Package: app\nVersion: 2\nDepends: users, gone");

        assertThat(changes(plan)).isEmpty();
        assertThat(plan.kept()).containsExactly(Map.entry("app", "it would break: app Depends gone"));
    }

    @Test
    void a_provided_package_is_not_left_out() throws IOException {
        installed("app", "1", "Depends: mail, users");
        installed("post", "1", "Provides: mail");

        UpgradePlan plan =
                partial("Package: app\nVersion: 2\nDepends: users, mail, more", "Package: post", "Package: more");

        assertThat(changes(plan)).containsExactly("more - 1", "app 1 2");
    }
}
