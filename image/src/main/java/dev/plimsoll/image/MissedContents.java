package dev.plimsoll.image;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.blob.Compression;
import dev.plimsoll.image.blob.HashingInput;
import dev.plimsoll.image.blob.InflationGuard;
import dev.plimsoll.image.blob.Spool;
import dev.plimsoll.image.tar.StreamTarInput;
import dev.plimsoll.image.tar.TarEntry;
import dev.plimsoll.image.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a layer a second time for contents that nobody wanted under the name they passed by. For one thread. */
final class MissedContents {
    private final LayerBlob blob;
    private final LayerReading reading;
    private final Gaps gaps;

    MissedContents(LayerBlob blob, LayerReading reading, Gaps gaps) {
        this.blob = blob;
        this.reading = reading;
        this.gaps = gaps;
    }

    /** @param nodes by the place of their content in the layer's tar */
    void read(Map<Long, List<TreeNode>> nodes) {
        Map<Long, List<TreeNode>> left = new TreeMap<>(nodes);
        try {
            takeKnown(left);
            Map<Long, List<TreeNode>> unknown = new TreeMap<>(left);
            if (!left.isEmpty()) {
                pass(left);
            }
            keep(unknown);
        } catch (IOException | PlimsollException e) {
            // What is not found again is told below, file by file.
        }
        left.values().forEach(missing -> missing.forEach(this::giveUp));
    }

    private void giveUp(TreeNode node) {
        node.wanted = false;
        gaps.add(
                node.path(),
                node.contentLayer,
                Gap.Reason.ACCESS,
                "its content passed by under another name, and the layer could not be read a second time");
    }

    private void takeKnown(Map<Long, List<TreeNode>> left) throws IOException {
        Optional<KnownLayers> known = reading.options().known();
        if (known.isEmpty()) {
            return;
        }
        for (Map.Entry<Long, List<TreeNode>> each : new TreeMap<>(left).entrySet()) {
            Optional<StoredContent> content = known.get().content(blob, each.getKey(), reading);
            if (content.isPresent()) {
                left.remove(each.getKey());
                each.getValue().forEach(node -> give(node, content.get()));
            }
        }
    }

    private void keep(Map<Long, List<TreeNode>> read) throws IOException {
        // Nobody verifies a second reading; a file that lies here is that of the first.
        Optional<KnownLayers> known = reading.options().known().filter(any -> !blob.untrusted());
        for (Map.Entry<Long, List<TreeNode>> each : read.entrySet()) {
            if (known.isPresent() && each.getValue().get(0).content instanceof StoredContent content) {
                known.get().keep(blob, each.getKey(), reading, content);
            }
        }
    }

    private void pass(Map<Long, List<TreeNode>> left) throws IOException {
        Spool spool = reading.keep(reading.newSpool());
        try (HashingInput stored = new HashingInput(blob.open(), Optional.empty());
                InputStream inflated = Compression.inflate(stored);
                InflationGuard guard =
                        new InflationGuard(inflated, reading.options().limits(), stored::count)) {
            StreamTarInput input = new StreamTarInput(guard);
            TarReader tar = new TarReader(input);
            for (TarEntry entry = tar.next(); entry != null && !left.isEmpty(); entry = tar.next()) {
                List<TreeNode> nodes = left.remove(entry.offset());
                if (nodes != null) {
                    read(entry, nodes, new ContentKeeper(wanting(nodes.get(0)), spool), input);
                }
            }
        } finally {
            spool.finish();
        }
    }

    private static void read(TarEntry entry, List<TreeNode> nodes, ContentKeeper keeper, StreamTarInput input)
            throws IOException {
        keeper.read(entry, nodes.get(0).path(), input);
        nodes.forEach(node -> give(node, keeper.content()));
    }

    private static void give(TreeNode node, @Nullable StoredContent content) {
        node.content = content;
        node.wanted = content != null;
    }

    private FileSelector wanting(TreeNode node) {
        FileSelector selector = reading.selector();
        Want want = selector.select(node.path(), node.hardLink ? 0 : node.size, node.mode);
        return new FileSelector() {
            @Override
            public Want select(String path, long size, int mode) {
                return want;
            }

            @Override
            public byte[] probeStart() {
                return selector.probeStart();
            }

            @Override
            public byte[] probeMarker() {
                return selector.probeMarker();
            }
        };
    }
}
