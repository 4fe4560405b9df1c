package dev.plimsoll.inventory.ecosystem.python;

import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.ReadAs;
import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A project that declares dependencies while neither a lock file nor requirements beside it say which versions it gets. */
final class UnlockedProjectExtractor implements Extractor {
    private static final String[] PROJECTS = {"pyproject.toml", "setup.py", "setup.cfg", "Pipfile"};
    private static final String[] LOCKS = {"poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "Pipfile.lock"};

    @Override
    public String id() {
        return "python-unlocked";
    }

    @Override
    public ReadAs reads() {
        return ReadAs.SOURCE;
    }

    @Override
    public Want wants(String path, long size, int mode) {
        for (String name : PROJECTS) {
            if (TextFiles.isNamed(path, name) && !TextFiles.isInstalled(path)) {
                return Want.CONTENT;
            }
        }
        return Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        boolean declares = false;
        try (BufferedReader lines = TextFiles.lines(input)) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                declares |= declaresDependencies(line.strip());
            }
        }
        if (declares && !isAnswered(input.entry().path(), input.tree())) {
            new PypiComponents(input, output)
                    .gap(
                            Gap.Reason.UNSUPPORTED,
                            "no lock file: it declares dependencies, and nothing says which versions those are");
        }
    }

    private static boolean declaresDependencies(String line) {
        if (line.startsWith("dependencies")) {
            String rest = line.substring("dependencies".length()).strip();
            return rest.startsWith("=") && !rest.replace(" ", "").equals("=[]");
        }
        return line.equals("[tool.poetry.dependencies]")
                || line.equals("[packages]")
                || line.startsWith("install_requires");
    }

    /** A workspace's lock file may lie in a directory above; requirements only count beside the project. */
    private static boolean isAnswered(String path, FileTree tree) {
        int slash = path.lastIndexOf('/');
        String directory = path.substring(0, Math.max(0, slash));
        if (hasRequirements(directory, tree)
                || hasRequirements(directory.isEmpty() ? "requirements" : directory + "/requirements", tree)) {
            return true;
        }
        while (true) {
            String prefix = path.substring(0, slash + 1);
            for (String lock : LOCKS) {
                if (tree.entry(prefix + lock).isPresent()) {
                    return true;
                }
            }
            if (slash < 0) {
                return false;
            }
            slash = path.lastIndexOf('/', slash - 1);
        }
    }

    private static boolean hasRequirements(String directory, FileTree tree) {
        return tree.children(directory).stream().anyMatch(entry -> RequirementsExtractor.isRequirements(entry.path()));
    }
}
