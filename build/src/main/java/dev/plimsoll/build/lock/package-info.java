/** Lock files: which package files an image was built of, so that it can be built of the same ones again. */
@NullMarked
package dev.plimsoll.build.lock;

import org.jspecify.annotations.NullMarked;
