package dev.plimsoll.build.lock;

import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.debian.resolve.Pin;
import java.util.List;

/**
 * What a spec asked the archive for. A lock made for another request says nothing of this one.
 *
 * @param release code name
 * @param suites names of the suites
 * @param components such as {@code main}
 * @param packages names, or {@code name=version}
 * @param pins versions that must be reached
 * @param recommends whether recommended packages come too
 */
public record LockRequest(
        String release,
        List<String> suites,
        List<String> components,
        List<String> packages,
        List<String> pins,
        boolean recommends) {
    public LockRequest {
        suites = List.copyOf(suites);
        components = List.copyOf(components);
        packages = List.copyOf(packages);
        pins = List.copyOf(pins);
    }

    /** What a spec asks for; the order in which it says so does not matter. */
    public static LockRequest of(ImageSpec spec) {
        return new LockRequest(
                spec.archive().release(),
                spec.archive().suites().stream().sorted().toList(),
                spec.archive().components().stream().sorted().toList(),
                spec.packages().stream().sorted().toList(),
                spec.pins().stream().map(Pin::toString).sorted().toList(),
                spec.recommends());
    }

    /** The first thing in which another differs, for people; the two are not equal. */
    String difference(LockRequest now) {
        if (!packages.equals(now.packages)) {
            return difference("packages", packages, now.packages);
        }
        if (!pins.equals(now.pins)) {
            return difference("pin", pins, now.pins);
        }
        if (recommends != now.recommends) {
            return "recommends is " + now.recommends + " now";
        }
        if (!release.equals(now.release)) {
            return "release is " + now.release + " now, and was " + release;
        }
        return suites.equals(now.suites)
                ? difference("archive components", components, now.components)
                : difference("archive suites", suites, now.suites);
    }

    private static String difference(String what, List<String> before, List<String> now) {
        List<String> more = now.stream().filter(each -> !before.contains(each)).toList();
        List<String> gone = before.stream().filter(each -> !now.contains(each)).toList();
        return what
                + (more.isEmpty() ? "" : " has " + String.join(", ", more) + " now")
                + (more.isEmpty() || gone.isEmpty() ? "" : ", and")
                + (gone.isEmpty() ? "" : " has no " + String.join(", ", gone) + " any more");
    }
}
