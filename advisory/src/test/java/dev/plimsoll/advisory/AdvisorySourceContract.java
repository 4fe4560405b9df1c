package dev.plimsoll.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every source of advisories keeps to; above all, that it never leaves open whether it looked. */
public abstract class AdvisorySourceContract {
    /** The source under test; closed by the test that asked for it. */
    protected abstract AdvisorySource source() throws Exception;

    /** The distribution that all components below come from. */
    protected Optional<Distro> distro() {
        return Optional.empty();
    }

    /** A component that the source judges, and knows something about. */
    protected abstract Component known();

    /** A component that the source does not cover. */
    protected abstract Component uncovered();

    private Component withoutVersion() {
        Component known = known();
        Component bare = Component.of(
                known.ecosystem(),
                known.name(),
                "",
                known.purl(),
                known.locations().get(0));
        return known.origin().isEmpty()
                ? bare
                : bare.withOrigin(
                        new dev.plimsoll.inventory.Origin(known.origin().get().name(), ""));
    }

    private List<Knowledge> ask(Component... components) throws Exception {
        try (AdvisorySource source = source()) {
            return source.lookUp(List.of(components), distro());
        }
    }

    @Test
    void answersOnceForEachInTheirOrder() throws Exception {
        List<Knowledge> answers = ask(uncovered(), known(), uncovered(), known());

        assertThat(answers).hasSize(4);
        assertThat(answers.get(0)).isEqualTo(answers.get(2));
        assertThat(answers.get(1)).isEqualTo(answers.get(3));
        assertThat(answers.get(0).coverage().level()).isEqualTo(Coverage.Level.NOT_JUDGED);
        assertThat(answers.get(1).coverage().level()).isNotEqualTo(Coverage.Level.NOT_JUDGED);
    }

    @Test
    void nothingAskedNothingAnswered() throws Exception {
        assertThat(ask()).isEmpty();
    }

    @Test
    void saysWhoJudgedAndWhenThatWasConfirmed() throws Exception {
        Knowledge answer = ask(known()).get(0);

        assertThat(answer.advisories()).isNotEmpty();
        assertThat(answer.coverage().source()).isNotBlank();
        assertThat(answer.coverage().confirmed()).isPresent();
    }

    @Test
    void saysWhyItDidNotJudge() throws Exception {
        Knowledge answer = ask(uncovered()).get(0);

        assertThat(answer.advisories()).isEmpty();
        assertThat(answer.coverage().reason()).isNotEqualTo(Coverage.Reason.NONE);
        assertThat(answer.coverage().detail()).isNotBlank();
    }

    @Test
    void whatHasNoVersionIsNotJudged() throws Exception {
        Coverage coverage = ask(withoutVersion()).get(0).coverage();

        assertThat(coverage.level()).isEqualTo(Coverage.Level.NOT_JUDGED);
        assertThat(coverage.reason()).isEqualTo(Coverage.Reason.VERSION_UNREADABLE);
    }

    @Test
    void everyAdvisoryIsAboutWhatWasAskedFor() throws Exception {
        assertThat(ask(known()).get(0).advisories())
                .allSatisfy(advisory -> assertThat(advisory.affected()).isNotEmpty());
    }

    @Test
    void askedTwiceItAnswersTheSame() throws Exception {
        assertThat(ask(known(), uncovered())).isEqualTo(ask(known(), uncovered()));
    }

    @Test
    void hasAName() throws Exception {
        try (AdvisorySource source = source()) {
            assertThat(source.id()).isNotBlank().isEqualTo(source.id());
        }
    }
}
