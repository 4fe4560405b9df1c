package dev.plimsoll.report;

/** Ordinary names as they are, or with something hostile after each. */
record SampleNames(String hostile) {
    static final SampleNames ORDINARY = new SampleNames("");

    /** A name: the ordinary one leads, so that a reader still finds it. */
    String name(String ordinary) {
        return ordinary + hostile;
    }

    /** A text or version: where there is none, there is none; the hostile part leads. */
    String text(String ordinary) {
        return ordinary.isEmpty() ? "" : hostile + ordinary;
    }

    /** An address from a feed: a hostile one is no web address at all. */
    String link(String ordinary) {
        return hostile.isEmpty() ? ordinary : "javascript:alert(1)//" + hostile;
    }
}
