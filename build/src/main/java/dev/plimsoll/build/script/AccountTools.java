package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Commands about users and groups. Whom the spec makes is there already and stays as the spec says. */
final class AccountTools {
    private static final String NO_LOGIN = "/usr/sbin/nologin";
    private static final int HOME_MODE = 0755;
    private static final Set<String> WITH_VALUE = Set.of(
            "--home",
            "--shell",
            "--gecos",
            "--comment",
            "--uid",
            "--gid",
            "--ingroup",
            "--home-dir",
            "-d",
            "-s",
            "-c",
            "-u",
            "-g",
            "-G",
            "--groups",
            "--firstuid",
            "--lastuid",
            "--conf");
    private static final Set<String> FLAGS = Set.of(
            "--system",
            "--quiet",
            "--group",
            "--no-create-home",
            "--disabled-login",
            "--disabled-password",
            "--force-badname",
            "--allow-badname",
            "--allow-bad-names",
            "-r",
            "-M",
            "-q",
            "--no-user-group",
            "-N",
            "-U",
            "--user-group",
            "--create-home",
            "-m",
            "--force",
            "-f");

    private AccountTools() {}

    static void addTo(Map<String, Tool> tools) {
        tools.put("adduser", AccountTools::addUser);
        tools.put("useradd", AccountTools::addUser);
        tools.put("addgroup", AccountTools::addGroup);
        tools.put("groupadd", AccountTools::addGroup);
        tools.put("usermod", AccountTools::change);
        tools.put("getent", AccountTools::getent);
        tools.put("id", AccountTools::id);
        // Passwords are nobody's in an image: who logs in by one is not let in without /etc/shadow.
        tools.put("shadowconfig", call -> Tool.DONE);
        tools.put("pwconv", call -> Tool.DONE);
        tools.put("grpconv", call -> Tool.DONE);
    }

    private record Wish(List<String> names, Map<String, String> values, List<String> flags) {
        static Wish of(Call call) throws UnknownWorkException {
            List<String> names = new ArrayList<>();
            Map<String, String> values = new HashMap<>();
            List<String> flags = new ArrayList<>();
            List<String> args = call.args();
            for (int i = 0; i < args.size(); i++) {
                String arg = args.get(i);
                int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
                String option = equals < 0 ? arg : arg.substring(0, equals);
                if (WITH_VALUE.contains(option) && (equals > 0 || i + 1 < args.size())) {
                    values.put(option, equals > 0 ? arg.substring(equals + 1) : args.get(++i));
                } else if (FLAGS.contains(arg)) {
                    flags.add(arg);
                } else if (Call.isOption(arg)) {
                    throw call.unknown("has the option " + arg + ", which the build does not know there");
                } else {
                    names.add(arg);
                }
            }
            return new Wish(names, values, flags);
        }

        boolean has(String... any) {
            return List.of(any).stream().anyMatch(flags::contains);
        }

        Optional<String> value(String... any) {
            return List.of(any).stream()
                    .filter(values::containsKey)
                    .map(values::get)
                    .findFirst();
        }
    }

    private static int addUser(Call call) throws IOException {
        Wish wish = Wish.of(call);
        if (wish.names().size() == 2) {
            call.world().accounts.join(wish.names().get(0), wish.names().get(1));
            return Tool.DONE;
        }
        if (wish.names().size() != 1 || !wish.has("--system", "-r")) {
            throw call.unknown("is not a system's user, which alone the build makes for packages");
        }
        String name = wish.names().get(0);
        Accounts accounts = call.world().accounts;
        if (accounts.user(name).isPresent()) {
            return call.name().equals("adduser") ? Tool.DONE : Tool.NO;
        }
        OptionalInt asked = number(wish.value("--uid", "-u"), call);
        int userId = asked.isPresent() ? asked.getAsInt() : accounts.freeUserId();
        int groupId = group(wish, name, userId, call);
        String home = wish.value("--home", "--home-dir", "-d").orElse("/nonexistent");
        accounts.add(new Accounts.User(
                name,
                userId,
                groupId,
                wish.value("--gecos", "--comment", "-c").orElse(""),
                home,
                wish.value("--shell", "-s").orElse(NO_LOGIN)));
        boolean makes = call.name().equals("adduser") ? !wish.has("--no-create-home") : wish.has("-m", "--create-home");
        if (makes && !home.equals("/nonexistent") && call.world().follow(home).isEmpty()) {
            call.world()
                    .draft
                    .put(LayerFile.directory(
                                    call.world().place(home),
                                    HOME_MODE,
                                    call.world().draft.epoch())
                            .withOwner(userId, groupId));
        }
        return Tool.DONE;
    }

    private static int group(Wish wish, String name, int userId, Call call) throws IOException {
        Accounts accounts = call.world().accounts;
        Optional<String> named = wish.value("--ingroup", "--gid", "-g");
        if (named.isPresent()) {
            return accounts.groupId(named.get()).orElseThrow(() -> call.unknown("names a group that is not there"));
        }
        boolean own = call.name().equals("useradd") ? !wish.has("-N", "--no-user-group") : wish.has("--group");
        if (!own) {
            return accounts.groupId("nogroup").orElse(65534);
        }
        if (accounts.group(name).isEmpty()) {
            accounts.addGroup(
                    name, accounts.group(Integer.toString(userId)).isEmpty() ? userId : accounts.freeGroupId());
        }
        return accounts.groupId(name).orElse(userId);
    }

    private static OptionalInt number(Optional<String> text, Call call) throws UnknownWorkException {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.get().matches("[0-9]{1,9}")) {
            throw call.unknown("has a number that is none");
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    private static int addGroup(Call call) throws IOException {
        Wish wish = Wish.of(call);
        if (wish.names().size() != 1) {
            throw call.unknown("is not understood");
        }
        Accounts accounts = call.world().accounts;
        if (accounts.group(wish.names().get(0)).isPresent()) {
            return call.name().equals("addgroup") || wish.has("-f", "--force") ? Tool.DONE : Tool.NO;
        }
        OptionalInt asked = number(wish.value("--gid", "-g"), call);
        accounts.addGroup(wish.names().get(0), asked.isPresent() ? asked.getAsInt() : accounts.freeGroupId());
        return Tool.DONE;
    }

    /** Only putting a user into groups is known. */
    private static int change(Call call) throws IOException {
        List<String> args = call.args();
        boolean joins = args.size() == 3 && List.of("-aG", "-a", "-G").contains(args.get(0))
                || args.size() == 4 && args.get(0).equals("-a") && args.get(1).equals("-G");
        if (!joins) {
            throw call.unknown("is not known to the build");
        }
        for (String group : args.get(args.size() - 2).split(",")) {
            call.world().accounts.join(args.get(args.size() - 1), group);
        }
        return Tool.DONE;
    }

    private static int getent(Call call) throws IOException {
        List<String> args = call.operands();
        if (args.size() != 2 || !List.of("passwd", "group").contains(args.get(0))) {
            throw call.unknown("is not known to the build");
        }
        Accounts accounts = call.world().accounts;
        Optional<String> line = args.get(0).equals("passwd") ? accounts.user(args.get(1)) : accounts.group(args.get(1));
        if (line.isEmpty()) {
            return 2;
        }
        call.out().line(line.get());
        return Tool.DONE;
    }

    private static int id(Call call) throws IOException {
        call.allow("ugGn");
        Accounts accounts = call.world().accounts;
        String user = call.operands().stream().findFirst().orElse("root");
        if (accounts.user(user).isEmpty()) {
            return Tool.NO;
        }
        if (call.has("G")) {
            call.out().line(String.join(" ", accounts.groupsOf(user)));
        } else if (call.has("g")) {
            call.out().line(Integer.toString(accounts.firstGroup(user).orElse(0)));
        } else {
            call.out()
                    .line(
                            call.has("n")
                                    ? user
                                    : Integer.toString(accounts.userId(user).orElse(0)));
        }
        return Tool.DONE;
    }
}
