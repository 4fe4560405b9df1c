package dev.plimsoll.build.script;

import java.io.IOException;
import java.util.Map;

/** What scripts ask of the machine that they run on. It is always the same here, so that the same image comes out everywhere. */
final class MachineTools {
    /** Packages ask whether the kernel is too old for them; the one that an image will meet is not known. */
    private static final String KERNEL = "6.1.0";

    private MachineTools() {}

    static void addTo(Map<String, Tool> tools) {
        tools.put("uname", MachineTools::uname);
        // As in a chroot with /proc, which is where images are made otherwise.
        tools.put("ischroot", call -> Tool.DONE);
        tools.put("mountpoint", call -> Tool.DONE);
        tools.put("date", MachineTools::date);
        tools.put("arch", call -> machine(call));
    }

    private static int uname(Tool.Call call) throws IOException {
        if (call.args().isEmpty() || call.has("s")) {
            call.out().line("Linux");
        } else if (call.has("r")) {
            call.out().line(KERNEL);
        } else if (call.has("m")) {
            machine(call);
        } else {
            throw call.unknown("asks what depends on the machine");
        }
        return Tool.DONE;
    }

    private static int machine(Tool.Call call) throws IOException {
        String architecture = call.world().architecture;
        call.out()
                .line(
                        architecture.equals("amd64")
                                ? "x86_64"
                                : architecture.equals("arm64") ? "aarch64" : architecture);
        return Tool.DONE;
    }

    private static int date(Tool.Call call) throws IOException {
        call.out().line(call.world().draft.epoch().toString());
        return Tool.DONE;
    }
}
