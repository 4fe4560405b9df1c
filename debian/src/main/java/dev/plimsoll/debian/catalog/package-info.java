/** The package indexes of the archive in a form that answers by name, as it is kept between runs. */
@NullMarked
package dev.plimsoll.debian.catalog;

import org.jspecify.annotations.NullMarked;
