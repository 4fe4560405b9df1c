package dev.plimsoll.debian.resolve;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the version of a package must be if it gets in; versions that are not so do not exist for the resolver. A pin on a source
 * package's name holds for all its binary packages, so that {@code openssl>=3.0.11} is a floor for {@code libssl3} too.
 *
 * @param name of a binary or a source package
 * @param constraint on its version
 */
public record Pin(String name, VersionConstraint constraint) {
    private static final Pattern FORM =
            Pattern.compile("([a-z0-9][a-z0-9+.-]+)\\s*(<<|<=|>=|>>|=)\\s*([0-9A-Za-z.+~:-]+)");

    public Pin {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(constraint, "constraint is null");
    }

    /**
     * Reads {@code name>=version}; the operators are dpkg's.
     *
     * @throws PlimsollException USAGE if it is not of this form
     */
    public static Pin parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "the pin '" + text + "' is not of the form NAME>=VERSION (operators: <<, <=, =, >=, >>)");
        }
        VersionConstraint.Operator operator =
                VersionConstraint.Operator.of(matcher.group(2)).orElseThrow();
        return new Pin(matcher.group(1), new VersionConstraint(operator, matcher.group(3)));
    }

    /** As it is parsed. */
    @Override
    public String toString() {
        return name + constraint.operator().sign() + constraint.version();
    }
}
