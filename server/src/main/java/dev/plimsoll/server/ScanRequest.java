package dev.plimsoll.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.MalformedJsonException;
import dev.plimsoll.base.SafeJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The body of a request for a scan: {@code {"image": "registry://…"}}. */
final class ScanRequest {
    private static final SafeJson JSON =
            SafeJson.within(Limits.DEFAULT.with("json-depth", 8).with("json-bytes", Request.BODY_LIMIT));
    private static final String IMAGE = "image";

    private ScanRequest() {}

    /** @throws Problem that names the place, for anything else than one member {@code image} that is a text */
    static String image(byte[] body) throws IOException {
        Map<String, JsonNode> members = new HashMap<>();
        try {
            JSON.readMembers(new ByteArrayInputStream(body), "the body", true, (name, value) -> {
                if (!name.equals(IMAGE)) {
                    throw Problem.badRequest("the body has a member that is not known; known is " + IMAGE);
                }
                if (members.put(name, value.tree()) != null) {
                    throw Problem.badRequest("at /image: it is there twice");
                }
            });
        } catch (LimitExceededException | MalformedJsonException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
        JsonNode image = members.get(IMAGE);
        if (image == null) {
            throw Problem.badRequest("at /image: it is missing");
        }
        if (!image.isTextual()) {
            throw Problem.badRequest("at /image: a text is wanted");
        }
        return image.textValue();
    }
}
