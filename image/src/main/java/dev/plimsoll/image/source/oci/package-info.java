/** {@code oci-dir://}: an OCI image layout, as a directory or a tar. */
@NullMarked
package dev.plimsoll.image.source.oci;

import org.jspecify.annotations.NullMarked;
