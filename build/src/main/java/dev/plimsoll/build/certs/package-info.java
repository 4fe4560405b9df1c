/** The certificates of authorities that programs of an image trust. */
@NullMarked
package dev.plimsoll.build.certs;

import org.jspecify.annotations.NullMarked;
