/** The command line: one command, one class; arguments in, exit code out. */
@NullMarked
package dev.plimsoll.cli;

import org.jspecify.annotations.NullMarked;
