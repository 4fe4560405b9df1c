"""A second opinion, written from the formats' own documents: it shares nothing with Plimsoll's Java code."""
