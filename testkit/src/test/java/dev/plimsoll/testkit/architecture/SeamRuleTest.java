package dev.plimsoll.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.plimsoll.testkit.sins.Seam;
import dev.plimsoll.testkit.sins.SeamContract;
import org.junit.jupiter.api.Test;

class SeamRuleTest {
    private static final JavaClasses SINS = new ClassFileImporter().importPackages("dev.plimsoll.testkit.sins");
    private static final JavaClasses WITHOUT_ONE =
            SINS.that(describe("are not One", type -> !type.getSimpleName().equals("One")));

    @Test
    void namesTheImplementerThatTheListForgot() {
        assertThatThrownBy(() -> SeamRule.check(SINS, SINS, names("ForgetfulList"), 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not name")
                .hasMessageContaining("source.one.One");
    }

    @Test
    void namesTheImplementerWithoutTheContract() {
        assertThatThrownBy(() -> SeamRule.check(SINS, SINS, names("FullList"), 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("without a test")
                .hasMessageContaining("source.one.One")
                .hasMessageNotContaining("source.two.Two");
    }

    @Test
    void passesWhereAllAreListedAndTested() {
        assertThatCode(() -> SeamRule.check(WITHOUT_ONE, WITHOUT_ONE, names("ForgetfulList"), 1))
                .doesNotThrowAnyException();
    }

    @Test
    void doesNotPassOnFewerThanThereAre() {
        assertThatThrownBy(() -> SeamRule.check(WITHOUT_ONE, WITHOUT_ONE, names("ForgetfulList"), 2))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("implementers of");
    }

    private static SeamRule.Names names(String list) {
        return new SeamRule.Names(
                Seam.class.getName(), "dev.plimsoll.testkit.sins." + list, SeamContract.class.getName());
    }
}
