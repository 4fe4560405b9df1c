/** Alpine packages, and those of Wolfi and Chainguard: what apk's database says is installed, and how apk orders versions. */
@NullMarked
package dev.plimsoll.inventory.ecosystem.apk;

import org.jspecify.annotations.NullMarked;
