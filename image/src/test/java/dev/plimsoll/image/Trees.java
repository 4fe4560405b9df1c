package dev.plimsoll.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.source.ImageSources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens images and writes trees as lines, for tests. */
public final class Trees {
    /** Wants all contents. */
    public static final FileSelector ALL = (path, size, mode) -> Want.CONTENT;

    private Trees() {}

    /** Options without network. */
    public static OpenOptions options(TempFiles tempFiles) {
        return OpenOptions.of(Map.of(), HttpFetcher.offline(), tempFiles);
    }

    /** The same options, with one wish. */
    public static OpenOptions withRef(OpenOptions options, String ref) {
        return new OpenOptions(
                options.platform(),
                Optional.of(ref),
                options.crossMounts(),
                options.plainHttp(),
                options.environment(),
                options.limits(),
                options.fetcher(),
                options.tempFiles(),
                options.progress(),
                options.known());
    }

    /** One line for each entry: kind, mode, owner, size, layer, path, target, content. */
    public static List<String> lines(FileTree tree) {
        return tree.entries()
                .map(entry -> String.format(
                        java.util.Locale.ROOT,
                        "%s %o %d:%d %d L%d %s%s%s",
                        entry.kind(),
                        entry.mode(),
                        entry.userId(),
                        entry.groupId(),
                        entry.size(),
                        entry.layer(),
                        entry.path(),
                        entry.linkTarget().isEmpty() ? "" : " -> " + entry.linkTarget(),
                        tree.content(entry).map(c -> " " + hash(c)).orElse("")))
                .toList();
    }

    /** The digest of a content's bytes, of which there must be as many as it says. */
    public static String hash(FileContent content) {
        try (InputStream in = content.stream()) {
            byte[] bytes = in.readAllBytes();
            assertThat((long) bytes.length).isEqualTo(content.size());
            return Digest.sha256(bytes).hex().substring(0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file. */
    public static String text(FileTree tree, String path) {
        FileEntry entry = tree.find(path).orElseThrow(() -> new AssertionError(path + " is not there"));
        try (InputStream in =
                tree.content(entry).orElseThrow(() -> new AssertionError(path + " has no content")).stream()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines of an image. */
    public static List<String> read(String reference, Path temp) {
        try (TempFiles tempFiles = TempFiles.under(temp);
                Image image = ImageSources.open(ImageReference.parse(reference), options(tempFiles))) {
            FileTree tree = image.read(ALL);
            assertThat(tree.gaps()).isEmpty();
            return lines(tree);
        }
    }
}
