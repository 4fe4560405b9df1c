package dev.plimsoll.build.script;

import java.util.LinkedHashMap;
import java.util.Map;

/** Work that scripts ask for and that an image rightly goes without, or that a later step of the build does; each with its reason. */
final class LeftOutWork {
    private static final Map<String, String> REASONS = reasons();

    private LeftOutWork() {}

    private static Map<String, String> reasons() {
        Map<String, String> why = new LinkedHashMap<>();
        String noInit = "an image has no init system; the engine starts its one program";
        why.put("deb-systemd-helper", noInit);
        why.put("deb-systemd-invoke", noInit);
        why.put("systemctl", noInit);
        why.put("update-rc.d", noInit);
        why.put("invoke-rc.d", noInit);
        why.put("telinit", noInit);
        why.put("udevadm", "an image has no devices");
        why.put("service", noInit);
        why.put("ldconfig", "the build writes the loader's cache once, of what is left at the end");
        why.put("restorecon", "labels of SELinux are given by the engine that runs the image");
        why.put("ucfr", "it keeps book for upgrades, and images are built anew");
        why.put("dpkg-maintscript-helper", "it moves what older versions left, and there is none");
        why.put("py3compile", "byte code is made when a program runs, and never in a read-only image");
        why.put("py3clean", "there is no byte code");
        why.put("pypy3compile", "byte code is made when a program runs");
        why.put("install-info", "nobody reads info pages in an image");
        why.put("update-menus", "there is no desktop");
        why.put("update-mime-database", "it serves desktops; programs of servers do not read it");
        why.put("update-desktop-database", "there is no desktop");
        why.put("gtk-update-icon-cache", "there is no desktop");
        why.put("mandb", "nobody reads manuals in an image");
        why.put("sleep", "nothing is waited for");
        why.put("sync", "a tree in memory has nothing to be written out");
        why.put("clear-dpkg-trigger", "triggers do not exist here");
        why.put("make-ssl-cert", "a private key in an image would be known to all who have the image");
        why.put("remove-shell", "it forgets what older versions knew");
        return why;
    }

    static void addTo(Map<String, Tool> tools) {
        REASONS.keySet().forEach(name -> tools.put(name, call -> Tool.DONE));
    }
}
