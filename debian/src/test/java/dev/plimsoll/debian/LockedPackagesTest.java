package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.RelationKind;
import dev.plimsoll.debian.resolve.ResolutionRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a lock names is had by its hash alone. */
class LockedPackagesTest extends ArchiveCases {
    private ArchivePackage resolved() {
        mirror.publish("bookworm", YESTERDAY, "", OTHER);
        return mirror.archive("bookworm")
                .resolve(ResolutionRequest.of(List.of("other")))
                .packages()
                .get(0);
    }

    private void removeFromMirror(TestDeb deb) {
        mirror.server().on("/debian/" + deb.filename(), (exchange, request) -> exchange.sendResponseHeaders(404, -1));
    }

    @Test
    void fetchesWithoutALookAtReleasesAndDescribesAsTheIndexDid() {
        ArchivePackage resolved = resolved();
        mirror.server().forgetRequests();

        LockedPackages.Fetched fetched =
                mirror.locked(false).fetch(List.of(LockedPackage.of(resolved))).get(0);

        assertThat(fetched.described()).isEqualTo(resolved);
        assertThat(fetched.described().relations(RelationKind.BREAKS)).hasToString("[base (<< 1)]");
        assertThat(fetched.file()).hasBinaryContent(OTHER.bytes());
        assertThat(mirror.server().requests())
                .extracting(each -> each.path())
                .containsExactly("/debian/" + OTHER.filename());
    }

    @Test
    void asksTheSnapshotArchiveForWhatHasLeftTheMirrorIfThatIsAllowed() {
        LockedPackage locked = LockedPackage.of(resolved());
        removeFromMirror(OTHER);
        String snapshot = "/snapshots/debian/20261120T120000Z/" + OTHER.filename();
        mirror.server().put(snapshot, OTHER.bytes());

        assertThat(mirror.locked(true).fetch(List.of(locked)).get(0).file()).hasBinaryContent(OTHER.bytes());
    }

    @Test
    void namesWhatHasLeftTheMirrorIfItIsNot() {
        LockedPackage locked = LockedPackage.of(resolved());
        removeFromMirror(OTHER);

        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> mirror.locked(false).fetch(List.of(locked)))
                .withMessageContainingAll(
                        "other 1.0 amd64", OTHER.filename(), "app.lock.json", "--allow-snapshots", "--lock makes")
                .matches(e -> e.code() == ErrorCode.NETWORK);
    }

    @Test
    void refusesAFileThatIsNotWhatTheLockCallsIt() {
        ArchivePackage resolved = resolved();
        LockedPackage renamed = new LockedPackage(
                "another",
                resolved.version(),
                resolved.architecture(),
                resolved.suite(),
                resolved.filename(),
                resolved.sha256(),
                resolved.size());

        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> mirror.locked(false).fetch(List.of(renamed)))
                .withMessageContainingAll("another 1.0", "other 1.0 amd64")
                .matches(e -> e.code() == ErrorCode.FEED_UNTRUSTED);
    }
}
