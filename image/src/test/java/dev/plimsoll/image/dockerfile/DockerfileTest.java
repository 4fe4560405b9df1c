package dev.plimsoll.image.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories as Docker 20.10's two builders, Podman and Kaniko write them. */
class DockerfileTest {
    private static final String FILE = """
            # syntax=docker/dockerfile:1
            ARG BASE=base:1
            FROM ${BASE} AS builder
            RUN echo built > /out

            FROM base:1
            ARG WHO=me
            ENV DIR=/srv/app MSG="a b"
            RUN mkdir -p \\
                  # a comment
                  /a/b && \\
                echo "two  blanks" > /a/b/c
            WORKDIR /srv
            COPY --chown=0:0 one two ./
            COPY --from=builder /out $DIR/
            ADD one /added
            COPY ["one", "/json file"]
            RUN ["/bin/sh", "-c", "echo exec"]
            SHELL ["/bin/sh", "-e", "-c"]
            RUN echo $WHO > /who
            USER 1000
            CMD ["/bin/sh"]
            """;

    private static final SampleHistory BASE = new SampleHistory()
            .layer("/bin/sh -c #(nop) ADD file:d48cac34 in / ")
            .empty("CMD [\"/bin/sh\"]");

    private static SampleHistory classic() {
        return BASE.copy()
                .empty("/bin/sh -c #(nop)  ARG WHO=me")
                .empty("/bin/sh -c #(nop)  ENV DIR=/srv/app MSG=a b")
                .layer("|1 WHO=you /bin/sh -c mkdir -p       /a/b &&     echo \"two  blanks\" > /a/b/c")
                .layer("/bin/sh -c #(nop) WORKDIR /srv")
                .layer("/bin/sh -c #(nop) COPY --chown=0:0multi:b7a6a92e in ./ ")
                .layer("/bin/sh -c #(nop) COPY file:1bb11224 in /srv/app/ ")
                .layer("/bin/sh -c #(nop) ADD file:983d5411 in /added ")
                .layer("/bin/sh -c #(nop) COPY file:983d5411 in /json file ")
                .layer("|1 WHO=you /bin/sh -c echo exec")
                .empty("/bin/sh -c #(nop)  SHELL [/bin/sh -e -c]")
                .layer("|1 WHO=you /bin/sh -e -c echo $WHO > /who")
                .empty("/bin/sh -e -c #(nop)  USER 1000")
                .empty("/bin/sh -e -c #(nop)  CMD [\"/bin/sh\"]");
    }

    private static SampleHistory buildKit() {
        return BASE.copy()
                .empty("ARG WHO=me")
                .empty("ENV DIR=/srv/app MSG=a b")
                .layer("RUN |1 WHO=you /bin/sh -c mkdir -p       /a/b &&     echo \"two  blanks\" > /a/b/c # buildkit")
                .layer("WORKDIR /srv")
                .layer("COPY --chown=0:0 one two ./ # buildkit")
                .layer("COPY /out /srv/app/ # buildkit")
                .layer("ADD one /added # buildkit")
                .layer("COPY one /json file # buildkit")
                .layer("RUN |1 WHO=you /bin/sh -c echo exec # buildkit")
                .empty("SHELL [/bin/sh -e -c]")
                .layer("RUN |1 WHO=you /bin/sh -e -c echo $WHO > /who # buildkit")
                .empty("USER 1000")
                .empty("CMD [\"/bin/sh\"]");
    }

    private static LayerLines lines(String file, SampleHistory history) {
        return Dockerfile.of(file.getBytes(StandardCharsets.UTF_8), "Dockerfile")
                .linesOf(history.image());
    }

    /** What SampleHistory's layers are made by, as {@code KEYWORD line-endLine}; {@code ?} where no line is known. */
    private static List<String> told(LayerLines lines) {
        return lines.layers().stream()
                .map(line -> line.map(each -> each.instruction() + " " + each.line() + "-" + each.endLine())
                        .orElse("?"))
                .toList();
    }

    @Test
    void layers_of_the_classic_builder_and_of_buildkit_have_the_lines_that_made_them() {
        List<String> expected = List.of(
                "FROM 6-6",
                "RUN 9-12",
                "?",
                "COPY 14-14",
                "COPY 15-15",
                "ADD 16-16",
                "COPY 17-17",
                "RUN 18-18",
                "RUN 20-20");

        assertThat(told(lines(FILE, classic()))).isEqualTo(expected);
        assertThat(told(lines(FILE, buildKit()))).isEqualTo(expected);
    }

    @Test
    void kaniko_writes_instructions_as_they_are() {
        SampleHistory history = BASE.copy().layer("RUN apt-get update").layer("COPY . .");

        assertThat(told(lines("FROM debian\nRUN apt-get update\nCOPY --chown=1 . .\n", history)))
                .containsExactly("FROM 1-1", "RUN 2-2", "COPY 3-3");
    }

    @Test
    void here_documents_are_one_instruction() {
        String file = """
                FROM debian
                RUN <<EOF
                apt-get update
                apt-get install -y curl
                EOF
                RUN <<"PY" python3
                print(1)
                PY
                COPY <<-END /etc/motd
                \tFROM nothing
                \tEND
                RUN true
                """;
        SampleHistory history = BASE.copy()
                .layer("RUN /bin/sh -c apt-get update\napt-get install -y curl\n # buildkit")
                .layer("RUN /bin/sh -c <<\"PY\" python3\nprint(1)\nPY # buildkit")
                .layer("COPY <<END /etc/motd # buildkit")
                .layer("RUN /bin/sh -c true # buildkit");

        assertThat(told(lines(file, history)))
                .containsExactly("FROM 1-1", "RUN 2-5", "RUN 6-8", "COPY 9-11", "RUN 12-12");
    }

    @Test
    void a_stage_built_on_another_has_that_ones_lines_too() {
        String file = "FROM debian AS Tools\nRUN make tools\nFROM tools\nCOPY app /app\n";
        SampleHistory history =
                BASE.copy().layer("RUN /bin/sh -c make tools # buildkit").layer("COPY app /app # buildkit");

        assertThat(told(lines(file, history))).containsExactly("FROM 1-1", "RUN 2-2", "COPY 4-4");
    }

    @Test
    void an_image_of_an_earlier_stage_is_known_if_only_one_stage_fits() {
        String file = "FROM debian AS a\nRUN make a\nFROM debian AS b\nRUN make b\n";
        SampleHistory history = BASE.copy().layer("RUN /bin/sh -c make a # buildkit");

        assertThat(told(lines(file, history))).containsExactly("FROM 1-1", "RUN 2-2");
        assertThat(lines("FROM debian AS a\nRUN make a\nFROM alpine AS b\nRUN make a\nFROM x\nRUN make c\n", history)
                        .isKnown())
                .as("two stages fit, and nothing tells which")
                .isFalse();
    }

    @Test
    void a_base_with_triggers_keeps_their_layers() {
        SampleHistory history =
                BASE.copy().layer("RUN /bin/sh -c pip install . # buildkit").layer("RUN /bin/sh -c make # buildkit");

        assertThat(told(lines("FROM base:onbuild\nRUN make\n", history)))
                .containsExactly("FROM 1-1", "FROM 1-1", "RUN 2-2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`FROM x\nRUN make\n`; RUN /bin/sh -c make all # buildkit",
                "`FROM x\nRUN make\n`; /bin/sh -c apt-get update && sh -c make",
                "`FROM x\nRUN make\n`; COPY make /bin # buildkit",
                "`FROM x\nCOPY a /b\n`; COPY a /c # buildkit",
                "`FROM x\nCOPY a /b\n`; /bin/sh -c #(nop) COPY file:00 in /c/b",
                "`FROM x\nCOPY $A/x /b\n`; COPY a/y /b # buildkit",
                "`FROM x\nRUN a\nRUN make\n`; RUN /bin/sh -c make # buildkit",
                "`FROM scratch\nRUN make\n`; RUN /bin/sh -c make # buildkit",
                "`FROM x\nCMD make\n`; RUN /bin/sh -c make # buildkit",
                "`FROM x\nRUN make\n`; `bash`"
            })
    void the_dockerfile_of_another_image_says_nothing(String file, String createdBy) {
        LayerLines lines = lines(file, BASE.copy().layer(createdBy));

        assertThat(lines.isKnown()).isFalse();
        assertThat(lines.of(0)).isEmpty();
        assertThat(lines.of(1)).isEmpty();
        assertThat(lines.problem()).isNotEmpty();
    }

    @Test
    void a_history_that_was_squashed_or_does_not_tell_its_layers_says_nothing() {
        String file = "FROM x\nRUN a\nRUN b\n";

        assertThat(lines(file, BASE.copy().empty("/bin/sh -c a").layer("/bin/sh -c b"))
                        .isKnown())
                .as("all but the last are empty: builders that make one layer")
                .isFalse();
        assertThat(lines(
                                file,
                                BASE.copy()
                                        .layer("/bin/sh -c a")
                                        .layer("/bin/sh -c b")
                                        .layers(2))
                        .isKnown())
                .as("fewer layers than lines")
                .isFalse();
    }

    @Test
    void variables_stand_for_anything_in_destinations_and_sources() {
        SampleHistory history = BASE.copy()
                .layer("COPY target/app-1.2.jar /opt/app/lib/ # buildkit")
                .layer("/bin/sh -c #(nop) COPY file:00 in /opt/app/bin/run ");

        assertThat(told(lines("FROM x\nCOPY target/app-${V}.jar $HOME/lib/\nCOPY run bin/run\n", history)))
                .containsExactly("FROM 1-1", "COPY 2-2", "COPY 3-3");
    }

    @Test
    void another_escape_character_continues_lines() {
        SampleHistory history = BASE.copy().layer("RUN /bin/sh -c a b # buildkit");

        assertThat(told(lines("# escape=`\nFROM x\nRUN a `\n b\n", history))).containsExactly("FROM 2-2", "RUN 3-4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RUN make\n", "{}", "# FROM x\n"})
    void what_is_no_dockerfile_is_refused(String text) {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> Dockerfile.of(text.getBytes(StandardCharsets.UTF_8), "x/Dockerfile"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .withMessage("x/Dockerfile is no Dockerfile: it has no FROM");
    }
}
