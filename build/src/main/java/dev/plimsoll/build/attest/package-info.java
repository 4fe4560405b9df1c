/** Documents that lie beside a built image: its bill of materials, and what it was built from. */
@NullMarked
package dev.plimsoll.build.attest;

import org.jspecify.annotations.NullMarked;
