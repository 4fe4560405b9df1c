package dev.plimsoll.debian.resolve;

import java.util.Objects;
import java.util.Optional;

/** What a version must be. */
public record VersionConstraint(Operator operator, String version) {

    /** How it must compare. */
    public enum Operator {
        EARLIER("<<"),
        EARLIER_OR_EQUAL("<="),
        EQUAL("="),
        LATER_OR_EQUAL(">="),
        LATER(">>");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** As a control file writes it. */
        public String sign() {
            return sign;
        }

        /** Whether a version that compares to the stated one with this result is good. */
        boolean admits(int comparison) {
            return switch (this) {
                case EARLIER -> comparison < 0;
                case EARLIER_OR_EQUAL -> comparison <= 0;
                case EQUAL -> comparison == 0;
                case LATER_OR_EQUAL -> comparison >= 0;
                case LATER -> comparison > 0;
            };
        }

        /** Reads the sign; the ancient {@code <} and {@code >} mean "or equal", as for dpkg. */
        static Optional<Operator> of(String sign) {
            return switch (sign) {
                case "<<" -> Optional.of(EARLIER);
                case "<=", "<" -> Optional.of(EARLIER_OR_EQUAL);
                case "=" -> Optional.of(EQUAL);
                case ">=", ">" -> Optional.of(LATER_OR_EQUAL);
                case ">>" -> Optional.of(LATER);
                default -> Optional.empty();
            };
        }
    }

    public VersionConstraint {
        Objects.requireNonNull(operator, "operator is null");
        Objects.requireNonNull(version, "version is null");
    }

    /** As in a control file: {@code >= 1.2}. */
    @Override
    public String toString() {
        return operator.sign() + " " + version;
    }
}
