package dev.plimsoll.build.patch.java;

import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.MalformedJsonException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.base.TempFiles;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipException;

/** Exchanges libraries in an archive, in archives in it, and what the archive says of them. */
final class ArchiveEdit {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final int MAX_TEXT = 16 << 20;

    private final TempFiles tempFiles;
    private final Map<LibraryChange, LibraryRepository.Jar> jars;

    /** @param jars the new versions */
    ArchiveEdit(TempFiles tempFiles, Map<LibraryChange, LibraryRepository.Jar> jars) {
        this.tempFiles = tempFiles;
        this.jars = jars;
    }

    /**
     * One jar to be exchanged.
     *
     * @param change what becomes of it
     * @param entries the way to it: an entry of the archive, perhaps one of the archive that this is, and so on
     */
    record Step(LibraryChange change, List<String> entries) {
        Step {
            entries = List.copyOf(entries);
        }

        private Step inner() {
            return new Step(change, entries.subList(1, entries.size()));
        }
    }

    /**
     * The archive with these jars exchanged.
     *
     * @param shown its name, for refusals
     * @throws RefusedLibraryException for the first library that can't be exchanged
     */
    Path edited(Path archive, String shown, List<Step> steps) throws RefusedLibraryException, IOException {
        LibraryChange first = steps.get(0).change();
        try (ZipArchive zip = ZipArchive.open(archive)) {
            requireUnsigned(zip, shown, first);
            Map<String, List<Step>> byEntry = new LinkedHashMap<>();
            for (Step step : steps) {
                byEntry.computeIfAbsent(step.entries().get(0), key -> new ArrayList<>())
                        .add(step);
            }
            Map<String, ZipRewriter.Replacement> replacements = new TreeMap<>();
            Map<String, String> renamed = new TreeMap<>();
            for (Map.Entry<String, List<Step>> each : byEntry.entrySet()) {
                ZipRewriter.Replacement replacement = replacement(zip, shown, each.getKey(), each.getValue());
                replacements.put(each.getKey(), replacement);
                renamed.put(each.getKey(), replacement.name());
            }
            describe(zip, steps, renamed, replacements);
            Path to = tempFiles.newDirectory("archive").resolve("archive");
            ZipRewriter.write(zip, replacements, to);
            return to;
        } catch (ZipException | EOFException | LimitExceededException | MalformedJsonException e) {
            throw new RefusedLibraryException(
                    first, shown + " can't be rewritten: " + SafeText.line(String.valueOf(e.getMessage())));
        }
    }

    private ZipRewriter.Replacement replacement(ZipArchive zip, String shown, String name, List<Step> steps)
            throws RefusedLibraryException, IOException {
        LibraryChange first = steps.get(0).change();
        ZipArchive.Entry entry = zip.entry(name)
                .orElseThrow(() -> new RefusedLibraryException(first, shown + " has no entry " + SafeText.line(name)));
        String inside = shown + "!/" + SafeText.line(name);
        Path old = tempFiles.newFile("entry");
        zip.extract(entry, old);
        Optional<Step> whole =
                steps.stream().filter(step -> step.entries().size() == 1).findFirst();
        if (whole.isPresent()) {
            LibraryChange change = whole.get().change();
            requireUnsigned(old, inside, change);
            int slash = name.lastIndexOf('/') + 1;
            return new ZipRewriter.Replacement(
                    name.substring(0, slash) + change.renamed(name.substring(slash)),
                    jar(change).file());
        }
        return new ZipRewriter.Replacement(
                name, edited(old, inside, steps.stream().map(Step::inner).toList()));
    }

    private LibraryRepository.Jar jar(LibraryChange change) {
        return Optional.ofNullable(jars.get(change)).orElseThrow();
    }

    /** A signature covers each entry: what was exchanged would no longer load, or worse, would not be what was signed. */
    static void requireUnsigned(Path archive, String shown, LibraryChange change)
            throws RefusedLibraryException, IOException {
        try (ZipArchive zip = ZipArchive.open(archive)) {
            requireUnsigned(zip, shown, change);
        } catch (ZipException e) {
            throw new RefusedLibraryException(change, shown + " can't be read: " + e.getMessage());
        }
    }

    private static void requireUnsigned(ZipArchive zip, String shown, LibraryChange change)
            throws RefusedLibraryException {
        boolean signed = zip.entries().stream()
                .map(each -> each.name().toUpperCase(Locale.ROOT))
                .anyMatch(name -> name.startsWith("META-INF/") && name.endsWith(".SF") && name.indexOf('/', 9) < 0);
        if (signed) {
            throw new RefusedLibraryException(change, shown + " is signed");
        }
    }

    /** What the archive says of its jars: the manifest, Spring Boot's lists, an SBOM. */
    private void describe(
            ZipArchive zip,
            List<Step> steps,
            Map<String, String> renamed,
            Map<String, ZipRewriter.Replacement> replacements)
            throws IOException {
        for (ZipArchive.Entry entry : zip.entries()) {
            boolean manifest = entry.name().equals(MANIFEST);
            boolean index = BootIndex.NAMES.contains(entry.name());
            boolean sbom = InnerSbom.isOne(entry.name());
            if (!manifest && !index && !sbom) {
                continue;
            }
            byte[] old = zip.content(entry, MAX_TEXT);
            byte[] text = old;
            for (Map.Entry<String, String> each : renamed.entrySet()) {
                if (manifest) {
                    text = ManifestClassPath.renamed(text, fileName(each.getKey()), fileName(each.getValue()))
                            .orElse(text);
                } else if (index) {
                    text = BootIndex.renamed(text, each.getKey(), each.getValue())
                            .orElse(text);
                }
            }
            if (sbom) {
                for (Step step : steps) {
                    text = InnerSbom.changed(
                                    text, step.change(), jar(step.change()).sha256(), entry.name())
                            .orElse(text);
                }
            }
            if (text != old) {
                Path file = tempFiles.newFile("text");
                Files.write(file, text);
                replacements.put(entry.name(), new ZipRewriter.Replacement(entry.name(), file));
            }
        }
    }

    private static String fileName(String entry) {
        return entry.substring(entry.lastIndexOf('/') + 1);
    }
}
