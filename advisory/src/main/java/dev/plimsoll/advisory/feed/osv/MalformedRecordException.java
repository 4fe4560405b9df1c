package dev.plimsoll.advisory.feed.osv;

/** A part of a record is not what the schema says. */
final class MalformedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRecordException(String message) {
        super(message);
    }
}
