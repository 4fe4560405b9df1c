package dev.plimsoll.base;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.PKIXReason;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why no answer came. */
enum HttpFailure {
    NAME_UNKNOWN(1, "the name is not known; check it, and the network and its DNS"),
    REFUSED(4, "the connection was refused; check that the service runs and that the port is right"),
    CONNECT_TIMEOUT(2, "no connection could be made in time; check the network, the firewall and the proxy settings"),
    TIMEOUT(2, "there was no answer in time; try again later"),
    UNKNOWN_AUTHORITY(1, "its certificate is by an authority that is not known here; "),
    TLS(1, "no trusted TLS connection could be made; check the name, the port and the certificate"),
    REDIRECT(1, "the server redirects to where we do not follow"),
    OTHER(4, "the connection broke");

    private final int attempts;
    private final String advice;

    HttpFailure(int attempts, String advice) {
        this.attempts = attempts;
        this.advice = advice;
    }

    /** How often a request that fails so is worth sending. */
    int attempts() {
        return attempts;
    }

    /** Whether the request cannot have reached the server, so that even a POST may be sent again. */
    boolean isBeforeRequest() {
        return this == REFUSED || this == CONNECT_TIMEOUT;
    }

    static HttpFailure of(IOException failure) {
        // The JDK hides an unknown name in a ConnectException.
        if (has(failure, UnknownHostException.class) || has(failure, UnresolvedAddressException.class)) {
            return NAME_UNKNOWN;
        }
        if (has(failure, SSLException.class)) {
            return isUnknownAuthority(failure) ? UNKNOWN_AUTHORITY : TLS;
        }
        if (failure instanceof HttpAttempts.RedirectException) {
            return REDIRECT;
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return CONNECT_TIMEOUT;
        }
        if (failure instanceof HttpTimeoutException) {
            return TIMEOUT;
        }
        return failure instanceof ConnectException ? REFUSED : OTHER;
    }

    /**
     * The failure for people: what was asked, through which proxy, what happened and what to do.
     *
     * @param trustAdvice what to do if the server's authority is not known
     */
    PlimsollException explain(URI uri, Optional<HttpProxies.HttpProxy> proxy, String trustAdvice, IOException failure) {
        String via = proxy.map(p -> " through the proxy " + p).orElse("");
        String detail = failure.getMessage() == null ? "" : " (" + SafeText.oneLine(failure.getMessage(), 300) + ")";
        return new PlimsollException(
                ErrorCode.NETWORK,
                "could not fetch " + SafeText.place(uri) + via + ": " + advice
                        + (this == UNKNOWN_AUTHORITY ? trustAdvice : "") + detail,
                failure);
    }

    private static boolean isUnknownAuthority(Throwable failure) {
        return has(failure, CertPathBuilderException.class)
                || find(failure, CertPathValidatorException.class)
                        .map(CertPathValidatorException::getReason)
                        .filter(PKIXReason.NO_TRUST_ANCHOR::equals)
                        .isPresent();
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        return find(failure, kind).isPresent();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
