package dev.plimsoll.scan;

import dev.plimsoll.inventory.Component;
import java.util.Optional;

/**
 * Header files of the kernel: the advisories of their source package speak of the kernel, and a container brings none, it runs on
 * its host's.
 */
final class KernelHeaders {
    static final String REASON = "not affected: kernel header files only, there is no kernel in a container";

    private KernelHeaders() {}

    /** The explanation, for a package that holds nothing but kernel headers. */
    static Optional<String> explain(Component component) {
        boolean headers = switch (component.ecosystem()) {
            case "dpkg" ->
                component.name().equals("linux-libc-dev")
                        || component.name().startsWith("linux-libc-dev-")
                        || component.name().startsWith("linux-headers-");
            case "rpm" ->
                component.name().equals("kernel-headers") || component.name().equals("kernel-devel");
            case "apk" -> component.name().equals("linux-headers");
            default -> false;
        };
        return headers ? Optional.of(REASON) : Optional.empty();
    }
}
