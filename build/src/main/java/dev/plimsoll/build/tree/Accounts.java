package dev.plimsoll.build.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Users and groups of a draft, as its {@code /etc/passwd} and {@code /etc/group} say. For one thread. */
public final class Accounts {
    private static final String PASSWD = "etc/passwd";
    private static final String GROUP = "etc/group";
    private static final int FIRST_SYSTEM_ID = 100;
    private static final int LAST_SYSTEM_ID = 999;
    private static final int NAME = 0;
    private static final int ID = 2;
    private static final int MEMBERS = 3;

    private final Draft draft;

    /** The accounts of {@code draft}, as it is at each call. */
    public Accounts(Draft draft) {
        this.draft = draft;
    }

    /**
     * A user.
     *
     * @param name as files name it
     * @param userId its number
     * @param groupId number of its first group
     * @param home absolute path
     * @param shell absolute path
     */
    public record User(String name, int userId, int groupId, String comment, String home, String shell) {}

    /** Makes the files if no package did: from base-passwd's masters, or with root alone. */
    public void begin() throws IOException {
        begin(PASSWD, "passwd", "root:*:0:0:root:/root:/usr/sbin/nologin\n");
        begin(GROUP, "group", "root:*:0:\n");
    }

    private void begin(String file, String master, String least) throws IOException {
        if (draft.find(file).isEmpty()) {
            draft.putText(
                    file,
                    draft.text("usr/share/base-passwd/" + master + ".master").orElse(least));
        }
    }

    /** The line of a user, by name or number, as {@code getent} prints it. */
    public Optional<String> user(String key) throws IOException {
        return line(PASSWD, key);
    }

    /** The line of a group, by name or number. */
    public Optional<String> group(String key) throws IOException {
        return line(GROUP, key);
    }

    /** A user's number; a number stands for itself. */
    public OptionalInt userId(String key) throws IOException {
        return id(PASSWD, key, ID);
    }

    /** A group's number; a number stands for itself. */
    public OptionalInt groupId(String key) throws IOException {
        return id(GROUP, key, ID);
    }

    /** The number of a user's first group. */
    public OptionalInt firstGroup(String user) throws IOException {
        return id(PASSWD, user, ID + 1);
    }

    /** Names of all groups that a user is in, the first one first. */
    public List<String> groupsOf(String user) throws IOException {
        List<String> names = new ArrayList<>();
        OptionalInt first = firstGroup(user);
        if (first.isPresent()) {
            group(Integer.toString(first.getAsInt()))
                    .map(each -> fields(each)[NAME])
                    .ifPresent(names::add);
        }
        for (String each : lines(GROUP)) {
            String[] fields = fields(each);
            if (fields.length > MEMBERS
                    && List.of(fields[MEMBERS].split(",")).contains(user)
                    && !names.contains(fields[NAME])) {
                names.add(fields[NAME]);
            }
        }
        return names;
    }

    /** Adds a user whose name is new. */
    public void add(User user) throws IOException {
        append(
                PASSWD,
                String.join(
                        ":",
                        user.name(),
                        "x",
                        Integer.toString(user.userId()),
                        Integer.toString(user.groupId()),
                        user.comment(),
                        user.home(),
                        user.shell()));
    }

    /** Adds a group whose name is new. */
    public void addGroup(String name, int groupId) throws IOException {
        append(GROUP, name + ":x:" + groupId + ":");
    }

    /** Puts a user into a group; being in it already is fine. */
    public void join(String user, String group) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String each : lines(GROUP)) {
            String[] fields = fields(each);
            boolean joins = fields[NAME].equals(group)
                    && fields.length > MEMBERS
                    && !List.of(fields[MEMBERS].split(",")).contains(user);
            lines.add(joins ? each + (fields[MEMBERS].isEmpty() ? "" : ",") + user : each);
        }
        draft.putText(GROUP, String.join("\n", lines) + "\n");
    }

    /** The lowest number of a system's own that no user has, as adduser chooses. */
    public int freeUserId() throws IOException {
        return free(PASSWD);
    }

    /** The lowest number of a system's own that no group has. */
    public int freeGroupId() throws IOException {
        return free(GROUP);
    }

    private int free(String file) throws IOException {
        for (int id = FIRST_SYSTEM_ID; id <= LAST_SYSTEM_ID; id++) {
            if (line(file, Integer.toString(id)).isEmpty()) {
                return id;
            }
        }
        throw new IOException("no number from " + FIRST_SYSTEM_ID + " to " + LAST_SYSTEM_ID + " is left in /" + file);
    }

    private OptionalInt id(String file, String key, int field) throws IOException {
        Optional<String> line = line(file, key);
        if (line.isPresent() && fields(line.get()).length > field) {
            return number(fields(line.get())[field]);
        }
        return field == ID ? number(key) : OptionalInt.empty();
    }

    private static OptionalInt number(String text) {
        boolean digits = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private Optional<String> line(String file, String key) throws IOException {
        Predicate<String[]> named = fields -> fields[NAME].equals(key);
        Predicate<String[]> numbered = fields -> fields.length > ID && fields[ID].equals(key);
        List<String> lines = lines(file);
        return lines.stream()
                .filter(each -> named.test(fields(each)))
                .findFirst()
                .or(() -> lines.stream()
                        .filter(each -> numbered.test(fields(each)))
                        .findFirst());
    }

    private static String[] fields(String line) {
        return line.split(":", -1);
    }

    private List<String> lines(String file) throws IOException {
        return draft.text(file).orElse("").lines().toList();
    }

    private void append(String file, String line) throws IOException {
        draft.putText(file, draft.text(file).orElse("") + line + "\n");
    }
}
