package dev.plimsoll.cli;

import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of {@code docs/guide.md}. */
final class Guide {
    private static final Pattern BLOCK = Pattern.compile(
            "(?m)(?:^ *<!-- not run: ([a-z ]+) -->\n)?^( *)```bash\n(.*?)^\\2```$", Pattern.DOTALL | Pattern.MULTILINE);

    private Guide() {}

    /**
     * Commands that stand together.
     *
     * @param script for a shell
     * @param notRun why no test can run them; empty if one does
     */
    record Block(String script, String notRun) {
        /** The commands, without comments and variables before them. */
        List<String> commands() {
            return script.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.replaceAll("^([A-Z_]+=(\"[^\"]*\"|[^ ]*) +)+", ""))
                    .toList();
        }
    }

    static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(SharedFiles.checkout().resolve("docs/guide.md")));
        while (matcher.find()) {
            String reason = matcher.group(1);
            blocks.add(new Block(matcher.group(3), reason == null ? "" : reason));
        }
        return blocks;
    }
}
