package dev.plimsoll.build.script;

import java.io.IOException;

/** Text that commands write. For one thread. */
final class Output {
    private static final int MOST = 16 << 20;

    private final StringBuilder text = new StringBuilder();

    void print(String more) throws IOException {
        if (text.length() + more.length() > MOST) {
            throw new UnknownWorkException(0, "it writes more than " + MOST + " characters");
        }
        text.append(more);
    }

    void line(String line) throws IOException {
        print(line + "\n");
    }

    String text() {
        return text.toString();
    }
}
