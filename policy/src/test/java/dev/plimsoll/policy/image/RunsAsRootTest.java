package dev.plimsoll.policy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsAsRootTest {
    private static final String PASSWD = """
            root:x:0:0:root:/root:/bin/sh
            app:x:1000:1000::/app:/bin/false
            toor:x:0:0:another name for root:/root:/bin/sh
            1001:x:0:0:a number for a name::
            broken:x:not-a-number:5::
            short
            :::
            """;

    private static RuleResult judge(String user) {
        return new SampleImage()
                .text("etc/passwd", PASSWD)
                .text("etc/group", "root:x:0:\nstaff:x:50:app\n")
                .user(user)
                .effect("runs-as-root", Effect.FAIL)
                .judge("runs-as-root");
    }

    /** As runc does: a number is a user id whoever has that name; a user id that is no number is 0. */
    @ParameterizedTest
    @CsvSource({
        "'', FAIL",
        "0, FAIL",
        "00, FAIL",
        "+0, FAIL",
        "0:1000, FAIL",
        "root, FAIL",
        "root:staff, FAIL",
        "toor, FAIL",
        "broken, FAIL",
        "short, FAIL",
        ":1000, FAIL",
        "app, PASS",
        "app:staff, PASS",
        "app:0, PASS",
        "1000, PASS",
        "1001, PASS",
        "65532:65532, PASS",
        "nobody, UNJUDGED",
        "app:nogroup, UNJUDGED",
        "٠, UNJUDGED",
        "0x0, UNJUDGED"
    })
    void theUserIsWhomTheImagesOwnFilesSayItIs(String user, Verdict expected) {
        RuleResult result = judge(user);

        assertThat(result.verdict()).as(result.words()).isEqualTo(expected);
    }

    @Test
    void aNameThatNobodyKnowsIsNotPassedWhereTheRuleWarns() {
        RuleResult result = new SampleImage().user("app").judge("runs-as-root");

        assertThat(result.verdict()).isEqualTo(Verdict.WARN);
        assertThat(result.words())
                .isEqualTo("not judged: the image's own etc/passwd and etc/group do not know the user 'app'");
    }

    @Test
    void rootIsRootWithoutAnyFile() {
        assertThat(new SampleImage().user("root").judge("runs-as-root").words())
                .isEqualTo("it runs as root: USER is 'root'");
        assertThat(new SampleImage().judge("runs-as-root").words()).isEqualTo("it runs as root: no USER is stated");
    }

    @Test
    void accountsThatCannotBeReadAreNotTakenForNone() {
        RuleResult result = new SampleImage()
                .file("etc/passwd", 0644)
                .user("app")
                .effect("runs-as-root", Effect.FAIL)
                .judge("runs-as-root");

        assertThat(result.verdict()).isEqualTo(Verdict.UNJUDGED);
        assertThat(result.words()).contains("etc/passwd could not be read");
    }
}
