package dev.plimsoll.image.source.registry;

import com.github.luben.zstd.Zstd;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.ImageSource;
import dev.plimsoll.image.ImageSourceContract;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.testkit.image.TinyImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class RegistryContractTest {
    @Nested
    class Gzip extends ImageSourceContract {
        private final StubRegistry registry = new StubRegistry();
        private final HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT);

        UnaryOperator<byte[]> compression() {
            return TinyImage.GZIP;
        }

        @AfterEach
        void close() {
            fetcher.close();
            registry.close();
        }

        @Override
        protected ImageSource source() {
            return new RegistrySource();
        }

        @Override
        protected OpenOptions options(TempFiles tempFiles) {
            return OpenOptions.of(Map.of(), fetcher, tempFiles);
        }

        @Override
        protected ImageReference offer(TinyImage image) {
            put(image.config());
            image.layers().forEach(layer -> put(compression().apply(layer)));
            String manifest = new String(image.manifest(compression()), StandardCharsets.UTF_8);
            registry.manifest("app", "t", StubRegistry.OCI_MANIFEST, manifest);
            return ImageReference.parse("registry://" + registry.authority() + "/app:t");
        }

        @Override
        protected Optional<ImageReference> offerDamaged(TinyImage image) {
            ImageReference reference = offer(image);
            byte[] layer = image.layers().get(1);
            byte[] changed = layer.clone();
            // The content of the layer's first file.
            changed[512] ^= 1;
            replace(compression().apply(layer), compression().apply(changed));
            return Optional.of(reference);
        }

        @Override
        protected Optional<ImageReference> offerCut(TinyImage image, int keep) {
            ImageReference reference = offer(image);
            byte[] blob = compression().apply(image.layers().get(2));
            replace(blob, Arrays.copyOf(blob, (int) ((long) blob.length * keep / 1000)));
            return Optional.of(reference);
        }

        private void put(byte[] content) {
            replace(content, content);
        }

        private void replace(byte[] content, byte[] by) {
            registry.server.put("/v2/app/blobs/" + Digest.sha256(content), by);
        }
    }

    @Nested
    class Zstandard extends Gzip {
        @Override
        UnaryOperator<byte[]> compression() {
            return Zstd::compress;
        }
    }

    @Nested
    class Plain extends Gzip {
        @Override
        UnaryOperator<byte[]> compression() {
            return TinyImage.PLAIN;
        }
    }
}
