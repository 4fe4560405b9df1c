package dev.plimsoll.build.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.build.shell.Script;
import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts write here is what a real shell has them write. */
@RequiresCommand("dash")
class ShellOracleTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a='x  y'; echo $a \"$a\" '$a' \\$a a\"$a\"b",
                "echo \"$1|$2|$3|$#\" \"$*\"; for i; do echo \"<$i>\"; done",
                "f() { echo \"$# $1\"; shift; echo \"$1\"; }; f \"$@\"; f $2",
                "x=; echo \"${x:-d}${x-e}${y-f}${x:+g}${x+h}${#1}\"; : ${z:=set}; echo $z",
                "p=/usr/lib/x.so.1; echo ${p##*/} ${p%/*} ${p#*/} ${p%%.*} \"${p%.so*}\"",
                "echo $(echo a; echo b) \"$(echo a; echo b)\" `echo \\`echo n\\``",
                "echo $((1 + 2 * 3)) $(( (7 - 1) / 2 % 2 ))",
                "case abc in a*c) echo 1;; *) echo 2;; esac; case x in y|x) echo 3; esac; case '*' in \"*\") echo 4;; esac",
                "case -x in -*) echo opt;; esac; case q in [!a-c]) echo no;; esac; case ab in ??) echo two;; esac",
                "if false; then echo 1; elif ! false; then echo 2; else echo 3; fi && echo 4 || echo 5",
                "for i in 1 2 3 4; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done",
                "i=0; while [ $i -lt 3 ]; do i=$((i + 1)); echo $i; done; until [ $i -eq 0 ]; do i=$((i-1)); done; echo $i",
                "(x=in; echo $x); echo \"${x:-out}\"; { y=in; }; echo $y",
                "set -e; if ! false; then echo 1; fi; false || echo 2; true && echo 3; echo 4",
                "f() { return 3; }; f; echo $?; f || echo $?; ! f; echo $?",
                "printf 'a b\\nc d\\n' | while read x y; do echo \"$y-$x\"; done",
                "cat <<EOF\n$1 \\$x $(echo in)\nEOF\ncat <<'EOF'\n$1\nEOF\ncat <<-EOF\n\ttab\n\tEOF",
                "x=1; f() { local x=2; echo $x; }; f; echo $x",
                "echo one two | cut -d' ' -f2; echo a:b:c | sed -e 's/:/-/g' -e 's/^a/A/' | tr A-Z a-z",
                "printf 'x1\\ny2\\n' | grep -q '^y[0-9]$' && echo yes; printf 'x1\\ny2\\n' | grep -v x",
                "set -- a 'b c'; echo $# \"$2\"; set -- \"$@\" d; echo \"$3\"; eval_=; echo \"[$eval_]\"",
                "[ -n \"$1\" -a -z \"\" ] && echo and; [ 1 -gt 2 -o 2 -gt 1 ] && echo or; test ! x = y && echo not; [ \"\" ] || echo empty",
                "basename /a/b.crt .crt; dirname /a/b; echo \"x\" > /dev/null; echo err >&2; echo 'q\"u' \"o'te\"",
                "A=1 B=2; echo $A$B; unset A; echo \"${A-none}\"; export C=3; echo $C; echo $((C*2))",
            })
    void writes_what_dash_writes(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("script"), script);
        String real = Command.run("dash", "-c", "dash " + file + " one 'two  three' 2>/dev/null || true");
        assertThat(ours(script)).isNotEmpty().isEqualTo(real);
    }

    private static String ours(String script) throws IOException {
        Draft draft = new Draft(Instant.EPOCH);
        World world = new World(draft, new Accounts(draft), new Diversions(), "amd64");
        Interpreter interpreter = new Interpreter(world, new Debconf(""), Tools.all(), List.of("one", "two  three"));
        interpreter.run(Script.read("{\n" + script + "\n} > /out"));
        return draft.text("out").orElse("");
    }
}
