package dev.plimsoll.image.dockerfile;

/** Command lines as they are compared: builders keep the blanks of continued lines, or not. */
final class Words {
    private Words() {}

    /** With one blank in the place of each run of white space, and none around. */
    static String single(String text) {
        StringBuilder single = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                gap = single.length() > 0;
            } else {
                single.append(gap ? " " : "").append(c);
                gap = false;
            }
        }
        return single.toString();
    }
}
