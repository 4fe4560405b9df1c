/** Secrets in what an image states: found, named, and taken out of what is shown. */
@NullMarked
package dev.plimsoll.image.secret;

import org.jspecify.annotations.NullMarked;
