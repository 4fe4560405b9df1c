/** The list of all forms of images; each form has its own package below. */
@NullMarked
package dev.plimsoll.image.source;

import org.jspecify.annotations.NullMarked;
