package dev.plimsoll.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.Provenance;
import dev.plimsoll.image.Provenance.UsedImage;
import dev.plimsoll.image.Scheme;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProvenBaseTest {
    private static final Instant STARTED = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");
    private static final ImageInfo IMAGE = info(EARLIER, "debian", "java", "app");

    private final List<String> notes = new ArrayList<>();
    private Map<String, ImageInfo> registry = Map.of();

    @Test
    void theOnlyImageThatTheBuildUsedIsTheBaseByItsWord() {
        Optional<BaseImage> base = find(IMAGE, false, "debian:12");

        assertThat(base)
                .contains(new BaseImage(
                        "debian:12", OptionalInt.empty(), "provenance, as the only image that the build used"));
        assertThat(notes).isEmpty();
    }

    @Test
    void ofSeveralNoneIsClaimedUnlessLayersTell() {
        assertThat(find(IMAGE, false, "golang:1.22", "debian:12")).isEmpty();
        assertThat(notes)
                .containsExactly(
                        "by its provenance the image was built with golang:1.22, debian:12; which of these 2 it"
                                + " stands on is not known");
    }

    @Test
    void layersTellWhichOfSeveralItIs() {
        registry = Map.of(
                "golang:1.22", info(EARLIER, "alpine", "go"),
                "debian:12", info(EARLIER, "debian"),
                "java:21", info(EARLIER, "debian", "java"));

        assertThat(find(IMAGE, true, "golang:1.22", "debian:12", "java:21"))
                .contains(new BaseImage("java:21", OptionalInt.of(2), "provenance"));
        assertThat(notes).isEmpty();
    }

    @Test
    void layersRefuteTheOnlyOne() {
        registry = Map.of("golang:1.22", info(EARLIER, "alpine", "go"));

        assertThat(find(IMAGE, true, "golang:1.22")).isEmpty();
        assertThat(notes).singleElement().asString().contains("golang:1.22", "their layers differ");
    }

    @Test
    void whatCannotBeLookedAtIsSaid() {
        assertThat(find(IMAGE, true, "debian:12"))
                .contains(new BaseImage(
                        "debian:12", OptionalInt.empty(), "provenance, as the only image that the build used"));
        assertThat(notes).singleElement().asString().contains("could not be looked at", "offline");
    }

    /** {@code FROM golang AS build … FROM scratch}: the one image that was used is not the base. */
    @Test
    void anImageThatBeginsWithTheBuildStandsOnNothing() {
        assertThat(find(info(STARTED.plusSeconds(5), "app"), false, "golang:1.22"))
                .isEmpty();
        assertThat(notes).singleElement().asString().contains("stands on no other", "golang:1.22");
    }

    @Test
    void problemsAreTold() {
        assertThat(base(IMAGE, Provenance.unreadable("it is cut"), false)).isEmpty();
        assertThat(notes).containsExactly("it is cut");
    }

    /** Nobody is asked for an image of that name: it is nothing, as in a Dockerfile. */
    @Test
    void aLabelCanSayThatAnImageStandsOnNothing() {
        ImageInfo image = info(EARLIER, Map.of("org.opencontainers.image.base.name", "scratch"), "app");
        ScanOptions resolving = new ScanOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                true,
                true,
                Map.of(),
                Limits.DEFAULT,
                List.of(),
                List.of());

        BaseImage base = new BaseImages(reference -> {
                    throw new AssertionError(reference + " was asked for");
                })
                .find(image, Provenance.NONE, resolving, notes)
                .orElseThrow();

        assertThat(base.isScratch()).isTrue();
        assertThat(notes).isEmpty();
    }

    private Optional<BaseImage> find(ImageInfo image, boolean resolve, String... used) {
        List<UsedImage> images = new ArrayList<>();
        for (String name : used) {
            images.add(new UsedImage(name, Optional.of(Digest.sha256(name.getBytes(StandardCharsets.UTF_8)))));
        }
        return base(image, new Provenance(images, Optional.of(STARTED), Optional.empty(), List.of()), resolve);
    }

    private Optional<BaseImage> base(ImageInfo image, Provenance provenance, boolean resolve) {
        return new ProvenBase(new BaseLayers(this::open)).find(image, provenance, resolve, notes);
    }

    private Image open(ImageReference reference) {
        assertThat(reference.place()).contains("@sha256:");
        ImageInfo info =
                registry.get(reference.place().substring(0, reference.place().indexOf('@')));
        if (info == null) {
            throw new PlimsollException(ErrorCode.OFFLINE, "offline");
        }
        return new Image() {
            @Override
            public ImageInfo info() {
                return info;
            }

            @Override
            public FileTree read(FileSelector selector) {
                throw new AssertionError("a base's layers are not read");
            }

            @Override
            public void close() {}
        };
    }

    private static ImageInfo info(Instant created, String... layers) {
        return info(created, Map.of(), layers);
    }

    private static ImageInfo info(Instant created, Map<String, String> labels, String... layers) {
        List<Layer> list = new ArrayList<>();
        for (String name : layers) {
            Digest diffId = Digest.sha256(name.getBytes(StandardCharsets.UTF_8));
            list.add(new Layer(list.size(), Optional.of(diffId), Optional.empty(), "", -1));
        }
        return new ImageInfo(
                ImageReference.parse("archive://image.tar"),
                Scheme.ARCHIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                list,
                Optional.empty(),
                labels,
                Optional.empty(),
                List.of(new ImageInfo.History("ADD", Optional.of(created), false)),
                -1);
    }
}
