package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.Header;
import java.io.IOException;

/** Who made it, and the script. */
final class Foot {
    private final HtmlOut html;

    Foot(HtmlOut html) {
        this.html = html;
    }

    void write(Header header) throws IOException {
        html.markup("</main>\n<footer class=\"foot\">\n<p>Made by Plimsoll ").text(header.toolVersion());
        html.markup(
                        ". This file holds everything it shows and asks no server for anything; the full record, with every rating and")
                .markup(" proof, is <code>security-scan-results.json</code> of the same run.</p>\n</footer>\n")
                .markup("<script>" + Assets.script() + "</script>\n</body>\n</html>\n");
    }
}
