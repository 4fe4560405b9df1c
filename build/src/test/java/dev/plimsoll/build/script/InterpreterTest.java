package dev.plimsoll.build.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.build.shell.Script;
import dev.plimsoll.build.shell.UnreadableScriptException;
import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.tree.UsrMerge;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterTest {
    private final Draft draft = new Draft(Instant.EPOCH);

    private String written(String script, String... arguments) throws IOException {
        UsrMerge.begin(draft, "");
        World world = new World(draft, new Accounts(draft), new Diversions(), "amd64");
        Interpreter interpreter = new Interpreter(world, new Debconf(""), Tools.all(), List.of(arguments));
        interpreter.run(Script.read("{ " + script + "\n} > /out"));
        return draft.text("out").orElse("");
    }

    @Test
    void a_function_returns_its_status_and_keeps_its_own_variables() throws IOException {
        assertThat(written("""
                        x=outer
                        f() { local x="a b"; for i in $x; do [ "$i" = a ] || continue; echo "$i"; return 3; done; }
                        f && echo no || echo "$? $x"
                        """)).isEqualTo("a\n3 outer\n");
    }

    @Test
    void links_are_followed_in_the_tree() throws IOException {
        assertThat(written("""
                        m() { local d="/bin /sbin"
                        for i in $d; do [ -e "$ROOT$i" ] || continue
                        [ "$(readlink -f "$ROOT$i")" = "$ROOT/usr$i" ] || return 1
                        done
                        return 0
                        }
                        if m; then echo merged; fi
                        for i in /lib /lib32; do [ -e "$i" ] || continue
                        case "$(readlink -f "$i")" in
                          "/usr/lib"*) echo "$i";;
                          *) echo no;;
                        esac
                        done
                        """)).isEqualTo("merged\n/lib\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while :; do :; done",
                "f() { f; }; f",
                "f() { f; f; }; f || true",
                "x=aaaaaaaa; while :; do x=$x$x; done",
                "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done",
                "frobnicate || true",
                "if frobnicate; then :; fi",
                "echo $(frobnicate)",
                "eval 'rm -rf /'",
                "sh -c 'rm -rf /'",
                "/usr/bin/perl -e 1",
                "awk 'BEGIN { system(\"x\") }'",
                "true | xargs rm",
                "./configure",
                "set -e; false",
                "sleep 1 &",
            })
    void what_is_not_known_fails_or_has_no_end_is_an_error(String script) {
        assertThatThrownBy(() -> written(script))
                .isInstanceOfAny(UnknownWorkException.class, UnreadableScriptException.class);
    }
}
