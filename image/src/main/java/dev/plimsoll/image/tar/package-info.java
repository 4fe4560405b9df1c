/** Reading tar: v7, ustar, GNU and PAX, from a stream or by position. Internal to this module. */
@NullMarked
package dev.plimsoll.image.tar;

import org.jspecify.annotations.NullMarked;
