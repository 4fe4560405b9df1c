/** SARIF 2.1.0 for code scanning and editors: a run for each image, within the limits of GitHub. */
@NullMarked
package dev.plimsoll.report.format.sarif;

import org.jspecify.annotations.NullMarked;
