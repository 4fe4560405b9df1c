package dev.plimsoll.debian;

/**
 * A flaw's id found in a text.
 *
 * @param id in its publisher's spelling: {@code CVE-2024-1234}, {@code DSA-5000-1}, {@code GHSA-xxxx-xxxx-xxxx}
 * @param start where it begins
 * @param end where the next character is
 */
record FlawId(String id, int start, int end) {}
