/** The connection to a container engine: its unix socket, its HTTP. What is asked is the business of whoever asks. */
@NullMarked
package dev.plimsoll.image.engine;

import org.jspecify.annotations.NullMarked;
