/** RPM packages: what an rpm database says is installed, and how rpm orders versions. */
@NullMarked
package dev.plimsoll.inventory.ecosystem.rpm;

import org.jspecify.annotations.NullMarked;
