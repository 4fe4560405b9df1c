package dev.plimsoll.image.oci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads image configurations. Internal to this module.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">OCI image configuration</a>
 */
public final class ConfigReader {
    private ConfigReader() {}

    /**
     * What a configuration says.
     *
     * @param what names the document in errors
     * @throws PlimsollException IMAGE_CORRUPT, LIMIT_EXCEEDED
     */
    public static ImageConfig read(byte[] json, String what, Limits limits) {
        Fields fields = Fields.parse(json, what, limits);
        Optional<Fields> config = fields.node("config").isObject()
                ? Optional.of(Fields.of(fields.node("config"), what))
                : Optional.empty();
        return new ImageConfig(
                fields.platform(),
                diffIds(fields, what),
                fields.instant("created"),
                config.map(stated -> stated.texts("Labels")).orElse(Map.of()),
                config.map(RunConfigReader::read).orElse(RunConfig.NONE),
                history(fields, what));
    }

    private static List<Digest> diffIds(Fields fields, String what) {
        List<Digest> diffIds = new ArrayList<>();
        if (!fields.node("rootfs").isObject()) {
            return diffIds;
        }
        for (JsonNode node : Fields.of(fields.node("rootfs"), what).array("diff_ids")) {
            int index = diffIds.size();
            diffIds.add(Digest.parse(node.asText(""))
                    .filter(digest -> digest.algorithm() != Digest.Algorithm.SHA1)
                    .orElseThrow(() -> fields.wrong(
                            "rootfs.diff_ids[" + index + "]",
                            "is no sha256 or sha512 digest: '" + FileNames.printable(node.asText("")) + "'")));
        }
        return diffIds;
    }

    private static List<ImageInfo.History> history(Fields fields, String what) {
        List<ImageInfo.History> lines = new ArrayList<>();
        for (JsonNode node : fields.array("history")) {
            Fields line = Fields.of(node, what + ", history " + lines.size());
            lines.add(new ImageInfo.History(
                    line.text("created_by"),
                    line.instant("created"),
                    line.node("empty_layer").asBoolean(false)));
        }
        return lines;
    }
}
