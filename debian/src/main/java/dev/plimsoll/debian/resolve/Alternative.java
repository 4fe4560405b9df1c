package dev.plimsoll.debian.resolve;

import java.util.Objects;
import java.util.Optional;

/**
 * A package that a relation names.
 *
 * @param name of a package, or one that packages provide
 * @param architecture {@code any}, {@code native}, one by name, or empty if it is not said
 * @param constraint on the version, if there is one
 */
public record Alternative(String name, String architecture, Optional<VersionConstraint> constraint) {
    public Alternative {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(architecture, "architecture is null");
        Objects.requireNonNull(constraint, "constraint is null");
    }

    /** As in a control file: {@code python3:any (>= 3.11)}. */
    @Override
    public String toString() {
        String qualified = architecture.isEmpty() ? name : name + ":" + architecture;
        return constraint.map(each -> qualified + " (" + each + ")").orElse(qualified);
    }
}
