package dev.plimsoll.build.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What this machine's kernel says of a container's first process. Only where that process is here: an engine may run in a virtual
 * machine of its own, whose process numbers mean something else here.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc.5.html">proc(5)</a>
 */
final class ProcessView {
    private final List<String> status;
    private final List<String> mounts;
    private final List<String> userMap;

    private ProcessView(List<String> status, List<String> mounts, List<String> userMap) {
        this.status = status;
        this.mounts = mounts;
        this.userMap = userMap;
    }

    /**
     * The process, if it is one of this machine and the container's.
     *
     * @param container full id, which the names of its control groups contain
     */
    static Optional<ProcessView> of(long pid, String container) {
        Path directory = Path.of("/proc", Long.toString(pid));
        try {
            boolean isTheContainers =
                    SmallText.lines(directory.resolve("cgroup")).stream().anyMatch(line -> line.contains(container));
            return isTheContainers
                    ? Optional.of(new ProcessView(
                            SmallText.lines(directory.resolve("status")),
                            SmallText.lines(directory.resolve("mountinfo")),
                            SmallText.lines(directory.resolve("uid_map"))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Optional<Boolean> noNewPrivileges() {
        return value("NoNewPrivs").map(value -> value.equals("1"));
    }

    Optional<Boolean> noCapabilities() {
        return value("CapEff").map(value -> value.chars().allMatch(c -> c == '0'));
    }

    private Optional<String> value(String key) {
        return status.stream()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst();
    }

    /** Of the mounts at the root the last lies on top. */
    Optional<Boolean> readOnlyRoot() {
        return mounts.stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length > 5 && fields[4].equals("/"))
                .reduce((lower, upper) -> upper)
                .map(fields -> List.of(fields[5].split(",")).contains("ro"));
    }

    /** The user id inside of the container that a user id of this machine stands for. */
    Optional<Long> inside(long user) {
        for (String line : userMap) {
            String[] fields = line.strip().split(" +");
            long first = Long.parseLong(fields[1]);
            if (user >= first && user - first < Long.parseLong(fields[2])) {
                return Optional.of(user - first + Long.parseLong(fields[0]));
            }
        }
        return Optional.empty();
    }
}
