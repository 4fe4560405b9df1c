package dev.plimsoll.debian.resolve;

/** The five priorities in their order. */
final class Priorities {
    private Priorities() {}

    /** 1 for {@code required} to 5 for {@code extra} and what is unknown; 0 for none. */
    static int of(String priority) {
        return switch (priority) {
            case "" -> 0;
            case "required" -> 1;
            case "important" -> 2;
            case "standard" -> 3;
            case "optional" -> 4;
            default -> 5;
        };
    }
}
