package dev.plimsoll.advisory;

/** How bad a flaw is, worst first. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    /** Nobody has rated it; that is not a low one. */
    UNSPECIFIED
}
