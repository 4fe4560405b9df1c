package dev.plimsoll.report.master;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Names for tables: as short as tells the images of one report apart. */
final class ShortNames {
    private ShortNames() {}

    /** What an image can be called by. */
    record Called(String reference, String repository, String tag) {
        private String last() {
            String last = repository.substring(repository.lastIndexOf('/') + 1);
            return last.isEmpty() ? reference : last;
        }

        private String withTag() {
            return tag.isEmpty() ? last() : last() + ":" + tag;
        }
    }

    static List<String> of(List<Called> images) {
        List<Function<Called, String>> ways = List.of(Called::last, Called::withTag, Called::reference);
        List<Map<String, Integer>> counts =
                ways.stream().map(way -> count(images, way)).toList();
        Map<String, Integer> given = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (Called image : images) {
            int way = 0;
            while (way < ways.size() - 1
                    && counts.get(way).getOrDefault(ways.get(way).apply(image), 0) > 1) {
                way++;
            }
            String name = ways.get(way).apply(image);
            int times = given.merge(name, 1, Integer::sum);
            names.add(times == 1 ? name : name + " (" + times + ")");
        }
        return names;
    }

    private static Map<String, Integer> count(List<Called> images, Function<Called, String> way) {
        Map<String, Integer> counts = new HashMap<>();
        images.forEach(image -> counts.merge(way.apply(image), 1, Integer::sum));
        return counts;
    }
}
