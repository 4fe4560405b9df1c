/**
 * What the sources share of the OCI and Docker image formats: manifests, indexes, configurations, layouts. Internal to this module.
 */
@NullMarked
package dev.plimsoll.image.oci;

import org.jspecify.annotations.NullMarked;
