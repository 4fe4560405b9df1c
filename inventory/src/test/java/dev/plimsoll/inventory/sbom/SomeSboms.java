package dev.plimsoll.inventory.sbom;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.Platform;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Origin;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.ReadAs;
import dev.plimsoll.inventory.Unidentified;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;

/** SBOMs with everything in them, of ordinary and of hostile texts. */
public final class SomeSboms {
    private static final String[] HOSTILE = {
        "",
        " ",
        "\"},{\"bomFormat\":\"x",
        "\u0000\u0001\u001b[31mred\u001b[0m",
        "line\nbreak\r\n\ttab",
        "\u202etxt.exe",
        "\ud800 alone",
        "and \udc00",
        "\ud83d\ude80 rocket",
        "\uffff\ufffe\u2028\u2029",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "a:b:c",
        "plimsoll:schema",
        "pkg:npm/x@1?a=b#c",
        "name@with/all%2F?chars#of=purl",
        "\\x5c \\u0041 \\",
        "ß İ ı ſ",
        "x".repeat(5_000),
    };

    private final Random random;
    private final boolean hostile;

    private SomeSboms(long seed, boolean hostile) {
        this.random = new Random(seed);
        this.hostile = hostile;
    }

    /** One with hostile texts everywhere, another for each seed. */
    public static Sbom hostile(long seed) {
        return new SomeSboms(seed, true).sbom(10);
    }

    /** One with ordinary texts. */
    public static Sbom ordinary(int components) {
        return new SomeSboms(1, false).sbom(components);
    }

    private Sbom sbom(int size) {
        List<Component> components = list(size, this::component);
        Inventory inventory = new Inventory(
                random.nextBoolean() ? ReadAs.ROOT : ReadAs.SOURCE,
                optional(() -> new Distro("debian", text(), text(), text(), list(2, this::text))),
                components,
                list(3, () -> new Unidentified("java", location(), digest("sha1:"), list(2, this::text), text())),
                list(3, () -> new Gap(text(), layer(), one(Gap.Reason.values()), text())),
                text());
        Map<Integer, String> coverage = new HashMap<>();
        for (int i = 0; i < components.size(); i += 2) {
            coverage.put(i, text());
        }
        return new Sbom(
                inventory,
                subject(),
                optional(() -> hostile ? text() : "plimsoll 0.1.0"),
                coverage,
                list(3, () -> new Omitted(text(), text(), text())));
    }

    private Subject subject() {
        List<Layer> layers = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            layers.add(new Layer(
                    layers.size(),
                    optional(() -> Digest.sha256(text().getBytes(StandardCharsets.UTF_8))),
                    optional(() -> Digest.sha256(text().getBytes(StandardCharsets.UTF_8))),
                    text(),
                    random.nextInt()));
        }
        return new Subject(
                text(),
                optional(() -> Digest.sha256(new byte[] {1})),
                optional(() -> new Platform(text(), text(), text())),
                layers);
    }

    private Component component() {
        String type = one(new String[] {"deb", "npm", "maven", "golang", "pypi", "rpm", "apk", "generic"});
        String name = hostile ? text() : "package" + random.nextInt(1_000_000);
        return new Component(
                "ecosystem-" + type,
                type.equals("maven") ? "group:" + name : name,
                text(),
                purl(type, name),
                optional(() -> new Origin(text(), text())),
                list(1 + random.nextInt(3), this::location),
                list(random.nextInt(3), () -> random.nextBoolean() ? "MIT" : text()),
                optional(() -> new Owner(text(), text(), text())),
                Map.of("arch", text(), hostile ? "k" + text().length() + "\n:\u0000" : "modularity", text()));
    }

    private Purl purl(String type, String name) {
        try {
            return Purl.of(type, "some/group", name, text(), Map.of("arch", text(), "distro", "debian-12"));
        } catch (IllegalArgumentException e) {
            return Purl.of("generic", "", "unnamed", "", Map.of());
        }
    }

    private Location location() {
        return new Location(hostile ? text() : "usr/lib/" + text() + random.nextInt(100_000), layer());
    }

    private OptionalInt layer() {
        return random.nextBoolean() ? OptionalInt.of(random.nextInt(100)) : OptionalInt.empty();
    }

    private String digest(String prefix) {
        return prefix + String.format(Locale.ROOT, "%040x", random.nextLong() & Long.MAX_VALUE);
    }

    private String text() {
        return hostile ? one(HOSTILE) : "text-" + random.nextInt(1000);
    }

    private <T> Optional<T> optional(Supplier<T> value) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value.get());
    }

    private <T> List<T> list(int size, Supplier<T> element) {
        List<T> result = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            result.add(element.get());
        }
        return result;
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
