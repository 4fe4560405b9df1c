/** CycloneDX with components, vulnerabilities and what is said of them. */
@NullMarked
package dev.plimsoll.report.format.vex;

import org.jspecify.annotations.NullMarked;
