package dev.plimsoll.report.master;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.MalformedJsonException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.report.document.ReportDocument.RowVisitor;
import dev.plimsoll.report.master.MasterIndex.Span;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An open master: its parts by name. What replaces the file meanwhile does not change what is read. */
final class MasterFile implements AutoCloseable {
    private final SafeJson json = SafeJson.within(Limits.DEFAULT);
    private final String name;
    private final FileChannel channel;
    private final MasterIndex index;

    private MasterFile(String name, FileChannel channel, MasterIndex index) {
        this.name = name;
        this.channel = channel;
        this.index = index;
    }

    static MasterFile open(Path path, String name) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new MasterFile(name, channel, MasterIndex.of(new SpanInput(channel, 0, channel.size()), name));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    int images() {
        return index.images().size();
    }

    /** Those of the document's own fields. */
    Fields header(Set<String> wanted) throws IOException {
        return fields(index.members(), wanted, "it");
    }

    /** Those fields of an image. */
    Fields image(int image, Set<String> wanted) throws IOException {
        return fields(index.images().get(image), wanted, "images[" + image + "]");
    }

    private Fields fields(Map<String, Span> members, Set<String> wanted, String place) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (String field : wanted) {
            Span span = members.get(field);
            if (span != null) {
                node.set(field, tree(span, place + "." + field));
            }
        }
        return new Fields(node, name, place);
    }

    private JsonNode tree(Span span, String place) throws IOException {
        try {
            return json.readTree(new SpanInput(channel, span.start(), span.end()), place);
        } catch (MalformedJsonException | LimitExceededException e) {
            throw Fields.refused(name, String.valueOf(e.getMessage()));
        }
    }

    /** Gives each row of a list of an image to the visitor; a list that is not there is refused. */
    <T> void rows(int image, String list, Function<Fields, T> row, RowVisitor<T> visitor) throws IOException {
        @Nullable Span span = index.images().get(image).get(list);
        String place = "images[" + image + "]." + list;
        if (span == null) {
            throw Fields.refused(name, place + " is missing");
        }
        int[] at = {0};
        try {
            json.readElements(
                    new SpanInput(channel, span.start(), span.end()),
                    place,
                    each -> visitor.visit(row.apply(new Fields(each, name, place + "[" + at[0]++ + "]"))));
        } catch (MalformedJsonException | LimitExceededException e) {
            throw Fields.refused(name, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
