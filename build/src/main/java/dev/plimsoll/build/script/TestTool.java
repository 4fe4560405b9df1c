package dev.plimsoll.build.script;

import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code test} and {@code [}: asks about texts, numbers and the tree. */
final class TestTool implements Tool {
    private static final Set<String> BINARY =
            Set.of("=", "==", "!=", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");

    @Override
    public int run(Call call) throws IOException {
        List<String> args = call.args();
        if (call.name().equals("[")) {
            if (args.isEmpty() || !args.get(args.size() - 1).equals("]")) {
                throw call.unknown("does not end in ]");
            }
            args = args.subList(0, args.size() - 1);
        }
        Expression expression = new Expression(call, args);
        boolean value = !args.isEmpty() && expression.either();
        if (expression.at < args.size()) {
            throw call.unknown("is not understood");
        }
        return value ? DONE : NO;
    }

    private static final class Expression {
        private final Call call;
        private final List<String> args;
        private int at;

        Expression(Call call, List<String> args) {
            this.call = call;
            this.args = args;
        }

        private String peek() {
            return at < args.size() ? args.get(at) : "";
        }

        private boolean take(String wanted) {
            if (at < args.size() && args.get(at).equals(wanted)) {
                at++;
                return true;
            }
            return false;
        }

        boolean either() throws UnknownWorkException {
            boolean value = both();
            while (take("-o")) {
                value |= both();
            }
            return value;
        }

        private boolean both() throws UnknownWorkException {
            boolean value = one();
            while (take("-a")) {
                value &= one();
            }
            return value;
        }

        private boolean one() throws UnknownWorkException {
            int left = args.size() - at;
            if (left >= 3 && BINARY.contains(args.get(at + 1))) {
                at += 3;
                return binary(args.get(at - 3), args.get(at - 2), args.get(at - 1));
            }
            if (left > 1 && take("!")) {
                return !one();
            }
            if (left > 2 && take("(")) {
                boolean value = either();
                if (!take(")")) {
                    throw call.unknown("is not understood");
                }
                return value;
            }
            if (left >= 2 && peek().length() == 2 && peek().startsWith("-")) {
                at += 2;
                return unary(args.get(at - 2), args.get(at - 1));
            }
            at++;
            return left > 0 && !args.get(at - 1).isEmpty();
        }

        private boolean unary(String operator, String value) throws UnknownWorkException {
            Optional<LayerFile> file = call.world().follow(value);
            boolean root = call.world().isDirectory(value);
            return switch (operator) {
                case "-n" -> !value.isEmpty();
                case "-z" -> value.isEmpty();
                case "-e", "-r", "-w" -> !value.isEmpty() && (file.isPresent() || root);
                case "-f" -> file.filter(each -> isFile(each)).isPresent();
                case "-d" -> !value.isEmpty() && root;
                case "-L", "-h" ->
                    call.world()
                            .at(value)
                            .filter(each -> each.type() == LayerFile.Type.SYMLINK)
                            .isPresent();
                case "-x" -> file.filter(each -> (each.mode() & 0111) != 0).isPresent();
                case "-s" -> file.filter(each -> each.size() > 0).isPresent();
                case "-S", "-p", "-b", "-c", "-t" -> false;
                case "-u" -> file.filter(each -> (each.mode() & 04000) != 0).isPresent();
                case "-g" -> file.filter(each -> (each.mode() & 02000) != 0).isPresent();
                case "-k" -> file.filter(each -> (each.mode() & 01000) != 0).isPresent();
                default -> throw call.unknown("asks by " + operator + ", which is not known");
            };
        }

        private static boolean isFile(LayerFile each) {
            return each.type() == LayerFile.Type.FILE || each.type() == LayerFile.Type.HARD_LINK;
        }

        private boolean binary(String left, String operator, String right) throws UnknownWorkException {
            return switch (operator) {
                case "=", "==" -> left.equals(right);
                case "!=" -> !left.equals(right);
                case "-eq" -> number(left) == number(right);
                case "-ne" -> number(left) != number(right);
                case "-lt" -> number(left) < number(right);
                case "-le" -> number(left) <= number(right);
                case "-gt" -> number(left) > number(right);
                case "-ge" -> number(left) >= number(right);
                case "-ef" -> call.world().follow(left).equals(call.world().follow(right));
                default -> throw call.unknown("asks by " + operator + ", which is not known");
            };
        }

        private long number(String text) throws UnknownWorkException {
            try {
                return Long.parseLong(text.strip());
            } catch (NumberFormatException e) {
                throw call.unknown("compares '" + text + "' as a number");
            }
        }
    }
}
