package dev.plimsoll.policy.image;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.inventory.TextLines;
import dev.plimsoll.policy.image.Accounts.Group;
import dev.plimsoll.policy.image.Accounts.User;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads {@code etc/passwd} and {@code etc/group} as container runtimes do: a number that is none counts as 0, which is root.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/passwd.5.html">passwd(5)</a>
 */
final class AccountsReader {
    static final String PASSWD = "etc/passwd";
    static final String GROUP = "etc/group";
    private static final int MAX_LINES = 20_000;
    private static final int MAX_MEMBERS = 1_000;

    private final FileTree tree;
    private String problem = "";

    AccountsReader(FileTree tree) {
        this.tree = tree;
    }

    Accounts read() {
        List<User> users = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        lines(PASSWD, line -> users.add(user(line)));
        lines(GROUP, line -> groups.add(group(line)));
        return new Accounts(users, groups, problem);
    }

    private void lines(String path, Consumer<String> each) {
        Optional<FileEntry> entry = tree.find(path);
        if (entry.isEmpty()) {
            return;
        }
        Optional<FileContent> content = tree.content(entry.get());
        if (content.isEmpty()) {
            problem = path + " could not be read";
            return;
        }
        try (TextLines lines = new TextLines(content.get().stream(), path)) {
            for (int i = 0; lines.next(); i++) {
                if (i == MAX_LINES) {
                    problem = path + " has more than " + MAX_LINES + " lines";
                    return;
                }
                if (!lines.isBlank()) {
                    each.accept(lines.textFrom(0));
                }
            }
        } catch (IOException e) {
            problem = path + " could not be read: " + e.getMessage();
        }
    }

    private static User user(String line) {
        String[] parts = line.split(":", 7);
        return new User(parts[0], number(parts, 2), number(parts, 3));
    }

    private static Group group(String line) {
        String[] parts = line.split(":", 4);
        List<String> members =
                parts.length < 4 || parts[3].isEmpty() ? List.of() : List.of(parts[3].split(",", MAX_MEMBERS));
        return new Group(parts[0], number(parts, 2), members);
    }

    private static int number(String[] parts, int index) {
        return index < parts.length ? RunUser.number(parts[index]).orElse(0) : 0;
    }
}
