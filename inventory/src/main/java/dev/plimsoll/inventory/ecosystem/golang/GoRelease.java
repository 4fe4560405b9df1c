package dev.plimsoll.inventory.ecosystem.golang;

/** Versions of Go itself. */
final class GoRelease {
    private GoRelease() {}

    /**
     * The version as Go's vulnerability database writes it: {@code go1.21.3} is {@code 1.21.3}, {@code go1.22} is {@code 1.22.0} and
     * {@code go1.22rc1} is {@code 1.22.0-rc.1}. What is none of a release ({@code devel go1.23-4f5e…}) stays as it is, and can't be
     * read as a version.
     */
    static String version(String text) {
        int blank = text.indexOf(' ');
        // After a blank stand experiments (X:boringcrypto) and the remarks of those who packaged it.
        String tag = blank < 0 ? text : text.substring(0, blank);
        if (!tag.startsWith("go")) {
            return text;
        }
        int minor = skipNumber(tag, 2);
        if (minor == 2 || !is(tag, minor, '.')) {
            return text;
        }
        int afterMinor = skipNumber(tag, minor + 1);
        if (afterMinor == minor + 1) {
            return text;
        }
        String release = tag.substring(2, afterMinor);
        if (afterMinor == tag.length()) {
            return release + ".0";
        }
        if (is(tag, afterMinor, '.')) {
            int end = skipNumber(tag, afterMinor + 1);
            return end > afterMinor + 1 && end == tag.length() ? tag.substring(2) : text;
        }
        return preRelease(tag, afterMinor, release, text);
    }

    private static String preRelease(String tag, int start, String release, String otherwise) {
        for (String kind : new String[] {"rc", "beta"}) {
            int number = start + kind.length();
            if (tag.startsWith(kind, start) && number < tag.length() && skipNumber(tag, number) == tag.length()) {
                return release + ".0-" + kind + "." + tag.substring(number);
            }
        }
        return otherwise;
    }

    private static int skipNumber(String text, int from) {
        int at = from;
        while (at < text.length() && GoVersion.isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean is(String text, int at, char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }
}
