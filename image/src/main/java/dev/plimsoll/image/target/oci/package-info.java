/** Images written as OCI layouts. */
@NullMarked
package dev.plimsoll.image.target.oci;

import org.jspecify.annotations.NullMarked;
