package dev.plimsoll.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One flaw in a list of {@code secfixes}.
 *
 * <p>Alpine writes one text for each flaw; some hold a second id of it ({@code CVE-2016-9932 XSA-200}), several flaws, or a remark.
 * Wolfi writes its own id ({@code CGA-…}) and then the other ids of the same flaw, each as a text of its own.
 */
record SecdbIds(String id, List<String> aliases) {
    private static final String GROUP = "CGA-";

    /** @param notIds is told of texts that hold no id at all */
    static List<SecdbIds> of(JsonNode list, Consumer<String> notIds) {
        List<SecdbIds> result = new ArrayList<>(list.size());
        List<String> group = new ArrayList<>();
        for (JsonNode each : list) {
            List<String> ids = ids(each.asText(""));
            if (ids.isEmpty()) {
                notIds.accept("no id in '" + each.asText("") + "'");
            } else if (ids.get(0).startsWith(GROUP)) {
                flush(group, result);
                group.addAll(ids);
            } else if (!group.isEmpty()) {
                group.addAll(ids);
            } else {
                flush(ids, result);
            }
        }
        flush(group, result);
        return result;
    }

    /** Adds what the ids stand for: one flaw if they hold one CVE at most, else as many as there are ids. */
    private static void flush(List<String> ids, List<SecdbIds> result) {
        if (ids.isEmpty()) {
            return;
        }
        List<String> cves = ids.stream().filter(CveId::is).toList();
        boolean isGroup = ids.get(0).startsWith(GROUP);
        if (cves.size() == 1 || cves.isEmpty() && isGroup) {
            String first = isGroup || cves.isEmpty() ? ids.get(0) : cves.get(0);
            result.add(new SecdbIds(
                    first,
                    ids.stream().filter(id -> !id.equals(first)).distinct().toList()));
        } else {
            ids.stream().distinct().forEach(id -> result.add(new SecdbIds(id, List.of())));
        }
        ids.clear();
    }

    private static List<String> ids(String text) {
        List<String> result = new ArrayList<>(1);
        for (String word : text.split("[\\s,;()]+")) {
            // A slip of the pen that stands in real data.
            String id = word.startsWith("CVE_") ? "CVE-" + word.substring(4) : word;
            if (looksLikeId(id)) {
                result.add(id);
            }
        }
        return result;
    }

    /**
     * Letters or digits, a hyphen, and behind it a digit or two more hyphens: {@code CVE-2020-1}, {@code XSA-200},
     * {@code wnpa-sec-2017-18}, {@code GHSA-rpmj-rpgj-qmpm}.
     */
    private static boolean looksLikeId(String word) {
        int hyphen = word.indexOf('-');
        if (hyphen < 2) {
            return false;
        }
        for (int i = 0; i < hyphen; i++) {
            char c = word.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9')) {
                return false;
            }
        }
        int hyphens = 0;
        for (int i = hyphen + 1; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= '0' && c <= '9') {
                return true;
            }
            hyphens += c == '-' ? 1 : 0;
        }
        return hyphens >= 2;
    }
}
