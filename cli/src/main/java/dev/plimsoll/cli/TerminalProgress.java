package dev.plimsoll.cli;

import dev.plimsoll.base.Progress;
import dev.plimsoll.base.SafeText;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** One line on a terminal that says what is being done and how far it is; it vanishes when nothing is. */
final class TerminalProgress implements Progress {
    private static final long MILLIS_BETWEEN = 100;
    private static final String CLEAR = "\r\u001b[K";
    private static final int BAR = 20;

    private final PrintStream out;
    private final Clock clock;
    private final List<Line> lines = new ArrayList<>();
    private long lastShown;

    TerminalProgress(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Task start(String label, long total) {
        Line line = new Line(label, total);
        synchronized (this) {
            lines.add(line);
        }
        return line;
    }

    private synchronized void show(boolean now) {
        long time = clock.millis();
        if (!now && time - lastShown < MILLIS_BETWEEN) {
            return;
        }
        lastShown = time;
        out.print(lines.isEmpty() ? CLEAR : CLEAR + lines.get(lines.size() - 1).text() + others());
        out.flush();
    }

    private String others() {
        return lines.size() == 1 ? "" : " (and " + (lines.size() - 1) + " more)";
    }

    private final class Line implements Task {
        private final String label;
        private final long total;
        private final AtomicLong done = new AtomicLong();

        Line(String label, long total) {
            String safe = SafeText.line(label);
            this.label = safe.length() > 50 ? safe.substring(0, 49) + "…" : safe;
            this.total = total;
        }

        @Override
        public void advance(long amount) {
            done.addAndGet(amount);
            show(false);
        }

        @Override
        public void close() {
            synchronized (TerminalProgress.this) {
                lines.remove(this);
            }
            show(true);
        }

        String text() {
            long now = done.get();
            if (total <= 0) {
                return label + (now == 0 ? "" : "  " + amount(now));
            }
            int filled = (int) Math.min(BAR, BAR * now / total);
            return label + "  [" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + amount(now) + " of "
                    + amount(total);
        }

        private static String amount(long amount) {
            return amount < 100_000 ? Long.toString(amount) : String.format(Locale.ROOT, "%.1f M", amount / 1e6);
        }
    }
}
