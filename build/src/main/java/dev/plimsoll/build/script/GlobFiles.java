package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Patterns.Piece;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the files of a tree that a pattern stands for. */
final class GlobFiles {
    private GlobFiles() {}

    /** Names as the pattern begins them, in their order. */
    static List<String> matching(World world, List<Piece> pattern) throws IOException {
        List<List<Piece>> names = new ArrayList<>(List.of(new ArrayList<>()));
        for (Piece piece : pattern) {
            String[] parts = piece.text().split("/", -1);
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    names.add(new ArrayList<>());
                }
                if (!parts[i].isEmpty()) {
                    names.get(names.size() - 1).add(new Piece(parts[i], piece.quoted(), false));
                }
            }
        }
        boolean absolute = names.size() > 1 && names.get(0).isEmpty();
        List<String> found = List.of(absolute ? "/" : "");
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                found = below(world, found, names.get(i));
            }
        }
        return found;
    }

    private static List<String> below(World world, List<String> directories, List<Piece> name) throws IOException {
        Pattern wanted = Patterns.glob(name);
        boolean hidden = name.get(0).text().startsWith(".");
        List<String> found = new ArrayList<>();
        for (String directory : directories) {
            String real = world.directory();
            if (!directory.isEmpty()) {
                real = world.follow(directory).map(LayerFile::path).orElse("");
            }
            for (String child : world.draft.children(real)) {
                if (wanted.matcher(child).matches() && (hidden || !child.startsWith("."))) {
                    String apart = directory.isEmpty() || directory.endsWith("/") ? "" : "/";
                    found.add(directory + apart + child);
                }
            }
        }
        return found;
    }
}
