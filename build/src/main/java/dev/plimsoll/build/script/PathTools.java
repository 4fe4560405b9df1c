package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Patterns.Piece;
import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Commands about names of files. */
final class PathTools {
    private PathTools() {}

    static void addTo(Map<String, Tool> tools) {
        tools.put("readlink", PathTools::readlink);
        tools.put("realpath", PathTools::realpath);
        tools.put("dpkg-realpath", PathTools::realpath);
        tools.put("basename", PathTools::basename);
        tools.put("dirname", PathTools::dirname);
        tools.put("find", PathTools::find);
        tools.put("ls", PathTools::ls);
    }

    private static int readlink(Call call) throws IOException {
        call.allow("femns", "--canonicalize");
        if (call.has("f", "e", "m", "--canonicalize")) {
            return realpath(call);
        }
        for (String operand : call.operands()) {
            Optional<LayerFile> link = call.world().at(operand).filter(each -> each.type() == LayerFile.Type.SYMLINK);
            if (link.isEmpty()) {
                return Tool.NO;
            }
            call.out().line(link.get().linkTarget());
        }
        return Tool.DONE;
    }

    private static int realpath(Call call) throws IOException {
        for (String operand : call.operands()) {
            String place = call.world().place(operand);
            call.out()
                    .line("/"
                            + call.world().follow(operand).map(LayerFile::path).orElse(place));
        }
        return Tool.DONE;
    }

    private static int basename(Call call) throws IOException {
        List<String> operands = call.operands();
        if (operands.isEmpty()) {
            throw call.unknown("is not understood");
        }
        String path = operands.get(0).replaceAll("/+$", "");
        String name = path.substring(path.lastIndexOf('/') + 1);
        String suffix = operands.size() > 1 ? operands.get(1) : "";
        call.out().line(name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name);
        return Tool.DONE;
    }

    /** Names alone, one in each line. */
    private static int ls(Call call) throws IOException {
        call.allow("L1d");
        int status = Tool.DONE;
        for (String operand : call.operands()) {
            if (call.world().isDirectory(operand) && !call.has("d")) {
                String place = call.world().follow(operand).map(LayerFile::path).orElse("");
                for (String name : call.world().draft.children(place)) {
                    if (!name.startsWith(".")) {
                        call.out().line(name);
                    }
                }
            } else if (call.has("L")
                    ? call.world().follow(operand).isPresent()
                    : call.world().at(operand).isPresent()) {
                call.out().line(operand);
            } else {
                status = 2;
            }
        }
        return status;
    }

    private static int dirname(Call call) throws IOException {
        for (String operand : call.operands()) {
            int slash = operand.lastIndexOf('/');
            call.out().line(slash < 0 ? "." : slash == 0 ? "/" : operand.substring(0, slash));
        }
        return Tool.DONE;
    }

    /** Only what looks at names and kinds, and prints or deletes. */
    private static int find(Call call) throws IOException {
        List<String> roots = new ArrayList<>();
        List<String> args = call.args();
        int at = 0;
        while (at < args.size() && !Call.isOption(args.get(at))) {
            roots.add(args.get(at++));
        }
        Wanted wanted = new Wanted();
        for (; at < args.size(); at++) {
            String word = args.get(at);
            if (List.of("-empty", "-delete", "-print").contains(word)) {
                wanted.empty |= word.equals("-empty");
                wanted.delete |= word.equals("-delete");
            } else if (List.of("-maxdepth", "-mindepth", "-type", "-name").contains(word) && at + 1 < args.size()) {
                wanted.set(word, args.get(++at), call);
            } else {
                throw call.unknown("asks by " + word + ", which the build does not know there");
            }
        }
        for (String root : roots) {
            String place = call.world().place(root);
            List<LayerFile> files =
                    new ArrayList<>(call.world().draft.below(place).values());
            call.world().draft.find(place).ifPresent(files::add);
            // From the end, so that what is emptied may go too.
            for (int i = files.size() - 1; i >= 0; i--) {
                wanted.visit(files.get(i), place, root, call);
            }
        }
        return Tool.DONE;
    }

    private static final class Wanted {
        private int least;
        private int most = Integer.MAX_VALUE;
        private String type = "";
        private Pattern name = Pattern.compile(".*", Pattern.DOTALL);
        private boolean empty;
        private boolean delete;

        void set(String word, String value, Call call) throws UnknownWorkException {
            switch (word) {
                case "-maxdepth" -> most = depth(value, call);
                case "-mindepth" -> least = depth(value, call);
                case "-type" -> type = value;
                default -> name = Patterns.glob(List.of(new Piece(value, false, false)));
            }
        }

        private static int depth(String value, Call call) throws UnknownWorkException {
            if (!value.matches("[0-9]{1,4}")) {
                throw call.unknown("has the depth " + value + ", which is none");
            }
            return Integer.parseInt(value);
        }

        void visit(LayerFile file, String place, String root, Call call) throws IOException {
            String below = file.path().substring(place.length());
            long depth = below.chars().filter(c -> c == '/').count();
            String kind = switch (file.type()) {
                case DIRECTORY -> "d";
                case SYMLINK -> "l";
                case FILE, HARD_LINK -> "f";
            };
            Draft draft = call.world().draft;
            boolean isEmpty = file.type() == LayerFile.Type.DIRECTORY
                    ? draft.below(file.path()).isEmpty()
                    : file.size() == 0;
            boolean fits = depth >= least
                    && depth <= most
                    && (type.isEmpty() || type.equals(kind))
                    && name.matcher(file.path().substring(file.path().lastIndexOf('/') + 1))
                            .matches()
                    && (!empty || isEmpty);
            if (fits && delete) {
                draft.remove(file.path());
            } else if (fits) {
                call.out().line(root + below);
            }
        }
    }
}
