package dev.plimsoll.report.format.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.report.DocumentFormatContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/** What both Markdown documents keep, read by a reader of CommonMark and of GitHub's tables. */
abstract class MarkdownContract extends DocumentFormatContract {
    private static final List<String> OWN_TAGS =
            List.of(PullRequestFormat.MARK, "<details>", "<summary>", "</summary>", "</details>");

    private static Node parse(String document) {
        return Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(document);
    }

    @Override
    protected String visible(String document) {
        return TextContentRenderer.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .render(parse(document));
    }

    /** Links, pictures and tags that are not our own, and rows that have not as many cells as their table's head. */
    @Override
    protected List<String> faults(byte[] document) {
        List<String> faults = new ArrayList<>();
        parse(new String(document, StandardCharsets.UTF_8)).accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                faults.add("link to " + link.getDestination());
            }

            @Override
            public void visit(Image image) {
                faults.add("picture " + image.getDestination());
            }

            @Override
            public void visit(HtmlInline tag) {
                ownTag(tag.getLiteral());
            }

            @Override
            public void visit(HtmlBlock block) {
                ownTag(block.getLiteral().replaceAll(">[^<]*<", ">\n<"));
            }

            private void ownTag(String html) {
                html.lines()
                        .filter(line -> line.startsWith("<") && !OWN_TAGS.contains(line.strip()))
                        .forEach(line -> faults.add("tag " + line));
            }

            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableRow row
                        && row.getNext() instanceof TableRow next
                        && cells(row) != cells(next)) {
                    faults.add("a row of " + cells(next) + " cells");
                }
                visitChildren(node);
            }
        });
        return faults;
    }

    private static int cells(Node row) {
        int count = 0;
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            count++;
        }
        return count;
    }

    @Override
    protected void assertHarmless(String hostileDocument) {
        assertThat(faults(hostileDocument.getBytes(StandardCharsets.UTF_8))).isEmpty();
        // GitHub would tell whoever is named so.
        assertThat(hostileDocument).doesNotContain(" @");
    }
}
