/** Images in an OCI registry, over the distribution protocol, with logins from Docker's configuration. */
@NullMarked
package dev.plimsoll.image.source.registry;

import org.jspecify.annotations.NullMarked;
