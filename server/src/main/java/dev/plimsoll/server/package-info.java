/** The scanner as a service: history, a REST API. */
@NullMarked
package dev.plimsoll.server;

import org.jspecify.annotations.NullMarked;
