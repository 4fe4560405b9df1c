package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Users and files that packages describe instead of making them.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/sysusers.d.html">sysusers.d(5)</a>
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/tmpfiles.d.html">tmpfiles.d(5)</a>
 */
final class SystemdTools {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final String NO_LOGIN = "/usr/sbin/nologin";

    private SystemdTools() {}

    static void addTo(Map<String, Tool> tools) {
        tools.put("systemd-sysusers", call -> each(call, "sysusers.d", SystemdTools::account));
        tools.put("systemd-tmpfiles", SystemdTools::tmpfiles);
    }

    private static int tmpfiles(Call call) throws IOException {
        if (!call.has("--create")) {
            throw call.unknown("does something else than make files, which the build does not know");
        }
        return each(call, "tmpfiles.d", SystemdTools::file);
    }

    /** Does what one line says. */
    private interface Line {
        void run(List<String> words, Call call) throws IOException;
    }

    private static int each(Call call, String folder, Line work) throws IOException {
        if (call.operands().isEmpty()) {
            throw call.unknown("names no file, which the build does not know");
        }
        for (String name : call.operands()) {
            String path = name.startsWith("/") ? call.world().place(name) : "usr/lib/" + folder + "/" + name;
            String text = call.world()
                    .draft
                    .text(path)
                    .orElseThrow(() -> call.unknown("reads " + name + ", which is not there"));
            for (String line : text.lines().map(String::strip).toList()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    work.run(words(line), call);
                }
            }
        }
        return Tool.DONE;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return words;
    }

    /** A word of a line; what is not there or a dash is empty. */
    private static String word(List<String> words, int index) {
        String word = index < words.size() ? words.get(index) : "-";
        return word.equals("-") ? "" : word;
    }

    private static void account(List<String> words, Call call) throws IOException {
        Accounts accounts = call.world().accounts;
        String name = word(words, 1);
        String id = word(words, 2);
        switch (word(words, 0)) {
            case "u", "u!" -> user(name, id, words, call);
            case "g" -> {
                if (accounts.group(name).isEmpty()) {
                    accounts.addGroup(name, number(id, accounts.freeGroupId(), call));
                }
            }
            case "m" -> accounts.join(name, id);
            default ->
                throw call.unknown("has the line '" + String.join(" ", words) + "', which the build does not know");
        }
    }

    private static void user(String name, String id, List<String> words, Call call) throws IOException {
        Accounts accounts = call.world().accounts;
        if (accounts.user(name).isPresent()) {
            return;
        }
        int colon = id.indexOf(':');
        int userId = number(colon < 0 ? id : id.substring(0, colon), accounts.freeUserId(), call);
        OptionalInt group = colon < 0 ? OptionalInt.empty() : accounts.groupId(id.substring(colon + 1));
        if (group.isEmpty() && accounts.group(name).isEmpty()) {
            boolean free = accounts.group(Integer.toString(userId)).isEmpty();
            accounts.addGroup(name, free ? userId : accounts.freeGroupId());
        }
        int groupId = group.orElse(accounts.groupId(name).orElse(userId));
        String home = word(words, 4).isEmpty() ? "/" : word(words, 4);
        String shell = word(words, 5).isEmpty() ? NO_LOGIN : word(words, 5);
        accounts.add(new Accounts.User(name, userId, groupId, word(words, 3), home, shell));
    }

    private static int number(String text, int otherwise, Call call) throws UnknownWorkException {
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw call.unknown("has the number '" + text + "', which the build does not know");
        }
        return Integer.parseInt(text);
    }

    private static void file(List<String> words, Call call) throws IOException {
        String type = word(words, 0);
        // With an exclamation mark it is for the start of a machine; the rest tidies up, or changes what is there.
        if (type.contains("!") || type.matches("[xXrR]?")) {
            return;
        }
        String path = word(words, 1);
        String place = call.world().place(path);
        boolean there = call.world().follow(path).isPresent();
        switch (type.replaceAll("[-=~^$]", "")) {
            case "d", "D", "v", "q", "Q" -> {
                LayerFile made = call.world()
                        .follow(path)
                        .orElse(LayerFile.directory(
                                place, 0755, call.world().draft.epoch()));
                put(made, words, 0755, call);
            }
            case "f", "f+" -> {
                if (!there || type.contains("+")) {
                    byte[] content = word(words, 6).getBytes(StandardCharsets.UTF_8);
                    put(
                            LayerFile.file(place, 0644, call.world().draft.epoch(), FileBody.of(content)),
                            words,
                            0644,
                            call);
                }
            }
            case "L", "L+", "L?" -> {
                if (!there || type.contains("+")) {
                    call.world()
                            .draft
                            .put(LayerFile.symlink(
                                    place, word(words, 6), call.world().draft.epoch()));
                }
            }
            default ->
                throw call.unknown("has the line '" + String.join(" ", words) + "', which the build does not know");
        }
    }

    private static void put(LayerFile file, List<String> words, int usual, Call call) throws IOException {
        String mode = word(words, 2).replaceFirst("^[~:]+", "");
        String user = word(words, 3).isEmpty() ? "0" : word(words, 3);
        String group = word(words, 4).isEmpty() ? "0" : word(words, 4);
        OptionalInt userId = call.world().accounts.userId(user);
        OptionalInt groupId = call.world().accounts.groupId(group);
        if (userId.isEmpty() || groupId.isEmpty()) {
            throw call.unknown("names the user or group " + user + ":" + group + ", which is not there");
        }
        call.world()
                .draft
                .put(new LayerFile(
                        file.path(),
                        file.type(),
                        mode.isEmpty() ? usual : Modes.octal(mode, call),
                        userId.getAsInt(),
                        groupId.getAsInt(),
                        file.modified(),
                        file.linkTarget(),
                        file.body(),
                        file.xattrs()));
    }
}
