package dev.plimsoll.build.script;

import java.io.IOException;
import java.util.List;

/** A command that scripts call, as the builder does it. */
@FunctionalInterface
interface Tool {
    /** The status that says a command did what it was asked. */
    int DONE = 0;

    /** The status that says no. */
    int NO = 1;

    /**
     * Does it.
     *
     * @return the status, 0 for success
     * @throws UnknownWorkException if it is asked for something that is not known
     */
    int run(Call call) throws IOException;

    /**
     * One call.
     *
     * @param name of the command
     * @param args behind its name
     * @param in what it reads
     * @param out what it writes
     * @param world where it works
     */
    record Call(String name, List<String> args, Input in, Output out, World world) {
        public Call {
            args = List.copyOf(args);
        }

        /** Arguments that are no options; {@code --} ends those. */
        List<String> operands() {
            int end = args.indexOf("--");
            List<String> before = end < 0 ? args : args.subList(0, end);
            List<String> found = new java.util.ArrayList<>(
                    before.stream().filter(each -> !isOption(each)).toList());
            if (end >= 0) {
                found.addAll(args.subList(end + 1, args.size()));
            }
            return found;
        }

        /** Whether one of the letters stands among the short options, or one of the words as it is. */
        boolean has(String... options) {
            int end = args.indexOf("--");
            for (String arg : end < 0 ? args : args.subList(0, end)) {
                for (String option : options) {
                    boolean letter = option.length() == 1
                            && isOption(arg)
                            && !arg.startsWith("--")
                            && arg.indexOf(option.charAt(0)) > 0;
                    if (letter || option.startsWith("-") && arg.equals(option)) {
                        return true;
                    }
                }
            }
            return false;
        }

        static boolean isOption(String arg) {
            return arg.length() > 1 && arg.startsWith("-");
        }

        /** What can't be done, as it stands in the script. */
        UnknownWorkException unknown(String why) {
            return new UnknownWorkException(0, "'" + name + " " + String.join(" ", args) + "' " + why);
        }

        /** Refuses options that are not among these letters and words. */
        void allow(String letters, String... words) throws UnknownWorkException {
            int end = args.indexOf("--");
            for (String arg : end < 0 ? args : args.subList(0, end)) {
                boolean known = !isOption(arg)
                        || List.of(words).contains(arg.contains("=") ? arg.substring(0, arg.indexOf('=') + 1) : arg)
                        || !arg.startsWith("--") && arg.substring(1).chars().allMatch(c -> letters.indexOf(c) >= 0);
                if (!known) {
                    throw unknown("has the option " + arg + ", which the build does not know there");
                }
            }
        }
    }
}
