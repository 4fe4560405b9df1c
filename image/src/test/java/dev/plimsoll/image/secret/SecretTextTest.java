package dev.plimsoll.image.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "RUN |1 TOKEN=abc /bin/sh -c make > RUN |1 TOKEN=*** /bin/sh -c make",
                "ENV DB_PASSWORD='a b c' X=y > ENV DB_PASSWORD='***' X=y",
                "git clone https://me:pw@host/x > git clone https://me:***@host/x",
                "TOKEN=ghp_0123456789abcdefghijklmnopqrstuvwxyz; ls > TOKEN=***; ls",
                "use AKIAIOSFODNN7EXAMPLE twice AKIAIOSFODNN7EXAMPLE > use *** twice ***",
                "-----BEGIN RSA PRIVATE KEY-----abc-----END RSA PRIVATE KEY----- x > ***-----END RSA PRIVATE KEY----- x",
                "RUN make PASSWORD=$X TOKEN=\"$(cat f)\" > RUN make PASSWORD=$X TOKEN=\"$(cat f)\"",
                "/bin/sh -c #(nop)  ENV DB_PASSWORD=my dog's name X=a b > /bin/sh -c #(nop)  ENV DB_PASSWORD=*** X=a b",
                "ENV MSG=a b API_TOKEN=tic tac toe > ENV MSG=a b API_TOKEN=***",
                "ARG NPM_TOKEN=tic tac toe > ARG NPM_TOKEN=***",
                "/bin/sh -c #(nop) LABEL x=y build.token=tic tac > /bin/sh -c #(nop) LABEL x=y build.token=***",
                "|2 A=b TOKEN=tic tac /bin/sh -c make x=y > |2 A=b TOKEN=*** /bin/sh -c make x=y",
                "RUN |2 TOKEN=tic tac A=b c /bin/bash -c make > RUN |2 TOKEN=*** A=b c /bin/bash -c make",
                "/bin/sh -c TOKEN=tic make all > /bin/sh -c TOKEN=*** make all",
                "CMD [\"sh\"] > CMD [\"sh\"]"
            })
    void secretsAreTakenOutAndNothingElse(String line, String expected) {
        assertThat(SecretText.redacted(line)).isEqualTo(expected);
    }
}
