package dev.plimsoll.policy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String WORD = "s3cr3tvalue";

    private static List<String> found(SampleImage image) {
        RuleResult result = image.judge("secrets");
        assertThat(result.toString()).doesNotContain(WORD);
        return result.subjects();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD", "db_password", "MYSQL_ROOT_PASSWORD", "PASSWORD", "API_TOKEN", "CLIENT_SECRET",
                "SECRET_KEY_BASE", "AWS_SECRET_ACCESS_KEY", "DEPLOY_KEY", "STRIPE_APIKEY", "DB_PWD", "KEY_PASSPHRASE"
            })
    void aVariableWithATellingNameIsNamedAndItsValueIsNot(String name) {
        assertThat(found(new SampleImage().environment(name + "=" + WORD)))
                .containsExactly(name + " in the environment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568",
                "NGINX_GPGKEYS=573BFD6B3D8FBC641079A6ABABF5BD827BD9BF62",
                "PUBLIC_KEY=abc",
                "DB_PASSWORD=",
                "DB_PASSWORD",
                "DB_PASSWORD=$OTHER",
                "DB_PASSWORD_FILE=/run/secrets/db",
                "TOKEN=/run/secrets/token",
                "TOKENIZERS_PARALLELISM=false",
                "USE_TOKEN=true",
                "PATH=/usr/bin",
                "MONKEY=banana",
                "HOMEPAGE=https://example.org/@team",
                "REPOSITORY=https://user:$TOKEN@example.org"
            })
    void whatOnlySoundsLikeASecretIsNone(String line) {
        RuleResult result =
                new SampleImage().environment(line).history("ENV " + line).judge("secrets");

        assertThat(result.verdict()).as(result.subjects().toString()).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE",
                "ghp_0123456789abcdefghijklmnopqrstuvwxyz",
                "github_pat_0123456789abcdefghijkl",
                "glpat-0123456789abcdefghij",
                "-----BEGIN OPENSSH PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
                "https://deploy:pa55word@git.example.org/app.git"
            })
    void aSecretIsKnownByItsLooksWhateverItIsCalled(String value) {
        RuleResult environment =
                new SampleImage().environment("SETTING=" + value).judge("secrets");
        RuleResult history = new SampleImage().history("RUN fetch " + value).judge("secrets");

        assertThat(environment.subjects()).hasSize(1).first().asString().startsWith("SETTING, which looks like a ");
        assertThat(history.subjects()).hasSize(1).first().asString().endsWith(" in history line 1");
        assertThat(environment + "" + history).doesNotContain(value).doesNotContain("pa55word");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|1 TOKEN=" + WORD + " /bin/sh -c make",
                "RUN |2 A=b TOKEN=" + WORD + " /bin/sh -c make # buildkit",
                "/bin/sh -c #(nop)  ENV TOKEN=" + WORD,
                "ENV TOKEN='" + WORD + "'",
                "RUN export TOKEN=\"" + WORD + "\"; make",
                "ARG TOKEN=" + WORD,
                "RUN make --TOKEN=" + WORD
            })
    void theHistoryIsReadAsWell(String line) {
        assertThat(found(new SampleImage().history("FROM x").history(line))).containsExactly("TOKEN in history line 2");
    }

    @Test
    void labelsAreReadAsWell() {
        SampleImage image = new SampleImage()
                .label("build.token", WORD)
                .label("source", "https://deploy:pa55word@git.example.org/app.git")
                .label("maintainer", "ops");

        assertThat(found(image))
                .containsExactly(
                        "build.token in the labels",
                        "source, which looks like a password in an address, in the labels");
    }

    @Test
    void aNameIsToldOnce() {
        SampleImage image = new SampleImage().environment("TOKEN=" + WORD);
        for (int i = 0; i < 5; i++) {
            image.history("RUN |1 TOKEN=" + WORD + " /bin/sh -c make");
        }

        assertThat(found(image)).containsExactly("TOKEN in the environment");
    }

    @Test
    void aPolicyCanAllowNames() {
        SampleImage image = new SampleImage()
                .environment("SESSION_KEY=" + WORD)
                .environment("DB_PASSWORD=" + WORD)
                .setting("secrets.allow", "SESSION_*, OTHER");

        assertThat(found(image)).containsExactly("DB_PASSWORD in the environment");
    }

    @Test
    void hostileTextCostsLittleTime() {
        String[] parts = {"=", "a=", "eyJ", "eyJ.", "-----BEGIN ", "ghp_", "://", "://a:", "TOKEN=\""};
        SampleImage image = new SampleImage();
        for (String part : parts) {
            image.history(part.repeat((1 << 20) / part.length()));
        }

        assertThat(org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(30), () -> image.judge("secrets")))
                .isNotNull();
    }
}
