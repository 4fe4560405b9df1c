package dev.plimsoll.cli;

import java.lang.reflect.Proxy;

/**
 * Hears that the process is asked to end. A shutdown hook would not do: it can't choose the exit code, and runs beside the hook that
 * deletes temporary files, those of a scan that is given time to end among them. By reflection, since the compiler warns of what stands in
 * {@code sun.misc}, though every JDK has it.
 */
final class Signals {
    private Signals() {}

    /** Calls {@code action} on SIGTERM and SIGINT, in place of what the JVM does then; where that can't be had, the JVM ends by itself. */
    static void onEnd(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            for (String name : new String[] {"TERM", "INT"}) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
            }
        } catch (ReflectiveOperationException e) {
            // A runtime without jdk.unsupported: the signal ends it, with the exit code of that.
            return;
        }
    }
}
