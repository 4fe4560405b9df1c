package dev.plimsoll.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.Defaults;
import java.io.IOException;

/**
 * What a registry's refusal means for the person who must act.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes">Distribution spec, error codes</a>
 */
final class RegistryFailures {
    private static final int MAX_ANSWER = 64 * 1024;
    private static final int MAX_SHOWN = 300;

    private final RegistryName name;
    private final Endpoint endpoint;

    RegistryFailures(RegistryName name, Endpoint endpoint) {
        this.name = name;
        this.endpoint = endpoint;
    }

    /** For an answer other than 200, which is closed. */
    PlimsollException of(HttpFetcher.Response response, Repository.Asked asked, String what, Login login) {
        try (response) {
            String answer = "status " + response.status() + said(response);
            // Where the registry sends us, its login means nothing and a refusal is a fault, not a wish for another
            // login.
            return switch (endpoint.isSource(response.uri()) ? response.status() : 0) {
                case 401, 403, 407 -> denied(what, answer, login);
                case 404 -> missing(asked, what, answer, login);
                case 429 ->
                    new PlimsollException(
                            ErrorCode.NETWORK,
                            name.registry() + " allows no more requests for now (" + answer + "); wait, or log in: "
                                    + loginCommand());
                default -> other(asked, what, response, answer);
            };
        }
    }

    private PlimsollException other(Repository.Asked asked, String what, HttpFetcher.Response response, String answer) {
        String place = SafeText.place(response.uri());
        if (asked != Repository.Asked.PUSH) {
            return new PlimsollException(
                    ErrorCode.NETWORK,
                    "could not read " + what + " of " + name + " from " + place + " (" + answer + "); try again later");
        }
        String advice = switch (response.status()) {
            case 405 -> "; it takes no pushes: is it a mirror?";
            case 413 -> "; it takes nothing so large, or the proxy before it does not";
            case 507 -> "; it has no space left";
            default -> response.status() >= 500 ? "; try again later" : "";
        };
        return new PlimsollException(
                ErrorCode.NETWORK,
                name.registry() + " did not take " + what + " of " + name + ", asked at " + place + " (" + answer + ")"
                        + advice);
    }

    private PlimsollException missing(Repository.Asked asked, String what, String answer, Login login) {
        return switch (asked) {
            case NAME ->
                new PlimsollException(
                        ErrorCode.IMAGE_NOT_FOUND,
                        "there is no " + what + " in " + name + " (" + answer + "); check the name and the tag"
                                + trouble(login));
            case PART ->
                new PlimsollException(
                        ErrorCode.IMAGE_CORRUPT,
                        name + " is incomplete: the registry has no " + what + " (" + answer + "); push it again");
            case PUSH ->
                new PlimsollException(
                        ErrorCode.IMAGE_NOT_FOUND,
                        name.registry() + " has no place for " + what + " of " + name + " (" + answer
                                + "); check the name; some registries want the repository to be made first"
                                + trouble(login));
        };
    }

    /** For a token service's answer other than 200, which is closed. */
    PlimsollException ofTokenService(HttpFetcher.Response response, String what, Login login) {
        try (response) {
            String answer = "its token service: status " + response.status() + said(response);
            return switch (response.status()) {
                // 404 and 405 say that the login is of a kind the service does not know.
                case 400, 401, 403, 404, 405 -> denied(what, answer, login);
                default ->
                    new PlimsollException(
                            ErrorCode.NETWORK,
                            "could not log in to " + name.registry() + " at " + SafeText.place(response.uri()) + " ("
                                    + answer + "); try again later");
            };
        }
    }

    /** The registry wants a login, or another one. */
    PlimsollException denied(String what, String answer, Login login) {
        String known = login.credentials().isEmpty()
                ? "no login for it was found in Docker's configuration"
                : "the login from Docker's configuration was used";
        return new PlimsollException(
                ErrorCode.ACCESS_DENIED,
                name.registry() + " refuses access to " + what + " of " + name + " (" + answer + "), if it exists; "
                        + known + trouble(login) + "; log in with: " + loginCommand());
    }

    private static String trouble(Login login) {
        return login.trouble().isEmpty() ? "" : "; " + login.trouble();
    }

    private String loginCommand() {
        return "docker login" + (name.registry().equals(Defaults.REGISTRY) ? "" : " " + name.registry());
    }

    /** Codes and messages of the registry's own answer, made harmless; empty if it gives none. */
    private static String said(HttpFetcher.Response response) {
        JsonNode json;
        try {
            byte[] body = BoundedInput.readAll(response.body(), MAX_ANSWER, "the registry's answer");
            json = SafeJson.within(Limits.DEFAULT).readTree(body, "the registry's answer");
        } catch (IOException e) {
            return "";
        }
        StringBuilder said = new StringBuilder();
        for (JsonNode error : json.path("errors")) {
            said.append(said.isEmpty() ? "" : "; ")
                    .append(error.path("code").asText(""))
                    .append(": ")
                    .append(error.path("message").asText(""));
        }
        if (said.isEmpty()) {
            said.append(json.path("details").asText(json.path("message").asText("")));
        }
        return said.isEmpty() ? "" : ", " + SafeText.oneLine(said.toString(), MAX_SHOWN);
    }
}
