package dev.plimsoll.debian;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Release file says. Its bytes are trusted or not by whoever verified them.
 *
 * @param suite for example {@code oldstable}
 * @param codename for example {@code bookworm}
 * @param label for example {@code Debian-Security}
 * @param date when it was made
 * @param validUntil when it must no longer be believed, if it says so
 * @param architectures that the suite has
 * @param components as written; the security archive's begin with {@code updates/}
 * @param byHash whether its files can be had under their hash
 * @param allApart whether packages for all architectures are only in {@code binary-all}
 * @param priority of its packages as apt sees them: 500, 100 where only upgrades are automatic (backports), 1 where nothing is
 *     (experimental)
 * @param files by path, those with a SHA-256
 * @see <a href="https://wiki.debian.org/DebianRepository/Format#A.22Release.22_files">Debian repository format</a>
 */
record ReleaseFile(
        String suite,
        String codename,
        String label,
        Instant date,
        Optional<Instant> validUntil,
        List<String> architectures,
        List<String> components,
        boolean byHash,
        boolean allApart,
        int priority,
        Map<String, Expected> files) {

    private static final int USUAL_PRIORITY = 500;

    ReleaseFile {
        architectures = List.copyOf(architectures);
        components = List.copyOf(components);
        files = Map.copyOf(files);
    }

    /**
     * Reads a Release file.
     *
     * @param what names it in errors
     * @throws PlimsollException FEED_MALFORMED if it states no date or no SHA-256
     */
    static ReleaseFile parse(String text, String what) {
        List<Map<String, String>> stanzas = Deb822.parse(text);
        if (stanzas.size() != 1 || !stanzas.get(0).containsKey("sha256")) {
            throw new PlimsollException(
                    ErrorCode.FEED_MALFORMED, what + " is no Release file: it has no list of SHA-256 hashes");
        }
        Map<String, String> fields = stanzas.get(0);
        List<String> architectures = AptSourcesParser.words(fields.getOrDefault("architectures", ""));
        boolean allWithin = AptSourcesParser.words(fields.getOrDefault("no-support-for-architecture-all", ""))
                .contains("Packages");
        return new ReleaseFile(
                fields.getOrDefault("suite", ""),
                fields.getOrDefault("codename", ""),
                fields.getOrDefault("label", ""),
                date(fields.getOrDefault("date", ""), "Date", what),
                Optional.ofNullable(fields.get("valid-until")).map(value -> date(value, "Valid-Until", what)),
                architectures,
                AptSourcesParser.words(fields.getOrDefault("components", "")),
                fields.getOrDefault("acquire-by-hash", "no").equals("yes"),
                architectures.contains("all") && !allWithin,
                priority(fields),
                files(fields.getOrDefault("sha256", ""), what));
    }

    private static int priority(Map<String, String> fields) {
        boolean manual = fields.getOrDefault("notautomatic", "no").equals("yes");
        boolean upgrades = fields.getOrDefault("butautomaticupgrades", "no").equals("yes");
        if (!manual) {
            return USUAL_PRIORITY;
        }
        return upgrades ? 100 : 1;
    }

    /** Whether this is the suite that was asked for, and not another one that the same keys signed. */
    boolean isFor(String wanted) {
        if (wanted.endsWith("/updates")) {
            String name = wanted.substring(0, wanted.length() - "/updates".length());
            return label.equals("Debian-Security") && names(name);
        }
        return names(wanted);
    }

    private boolean names(String wanted) {
        return wanted.equals(codename) || wanted.equals(suite);
    }

    private static Map<String, Expected> files(String lines, String what) {
        Map<String, Expected> files = new HashMap<>();
        for (String line : lines.lines().filter(l -> !l.isBlank()).toList()) {
            List<String> words = AptSourcesParser.words(line);
            Optional<Digest> digest = words.size() == 3 ? Digest.parse("sha256:" + words.get(0)) : Optional.empty();
            if (digest.isEmpty()) {
                throw new PlimsollException(
                        ErrorCode.FEED_MALFORMED, what + " has a line under SHA256 that is no hash, size and name");
            }
            files.put(words.get(2), new Expected(digest.get(), size(words.get(1), what)));
        }
        return files;
    }

    private static long size(String text, String what) {
        try {
            return Long.parseUnsignedLong(text) & Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw new PlimsollException(ErrorCode.FEED_MALFORMED, what + " states a size that is no number", e);
        }
    }

    /** Dates are RFC 1123's with UTC as the zone. */
    private static Instant date(String text, String field, String what) {
        try {
            String standard = text.endsWith(" UTC") ? text.substring(0, text.length() - 3) + "GMT" : text;
            return ZonedDateTime.parse(standard, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw new PlimsollException(
                    ErrorCode.FEED_MALFORMED, what + " has no readable " + field + ", so its age can't be told", e);
        }
    }
}
