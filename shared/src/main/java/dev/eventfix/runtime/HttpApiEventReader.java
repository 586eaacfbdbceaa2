package dev.eventfix.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.IAM;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what an API Gateway HTTP API or a function URL sends (payload format version 2.0). */
final class HttpApiEventReader {

  private static final String CONTEXT = "requestContext.";
  private static final String HTTP = "requestContext.http.";
  private static final String AUTHORIZER = "requestContext.authorizer.";
  private static final String JWT_AUTHORIZER = "requestContext.authorizer.jwt.";
  private static final String IAM_AUTHORIZER = "requestContext.authorizer.iam.";
  private static final String COGNITO = "requestContext.authorizer.iam.cognitoIdentity.";

  private HttpApiEventReader() {}

  /**
   * Reads one event; unknown members are passed over, missing ones are null.
   *
   * @param json stands on the start of the object, afterwards on its end
   * @throws IOException when the text is not JSON
   */
  static APIGatewayV2HTTPEvent read(JsonParser json) throws IOException, MalformedTriggerException {
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "version" -> event.setVersion(Members.text(json, ""));
        case "routeKey" -> event.setRouteKey(Members.text(json, ""));
        case "rawPath" -> event.setRawPath(Members.text(json, ""));
        case "rawQueryString" -> event.setRawQueryString(Members.text(json, ""));
        case "cookies" -> event.setCookies(Members.texts(json, ""));
        case "headers" -> event.setHeaders(Members.textByName(json, ""));
        case "queryStringParameters" ->
            event.setQueryStringParameters(Members.textByName(json, ""));
        case "pathParameters" -> event.setPathParameters(Members.textByName(json, ""));
        case "stageVariables" -> event.setStageVariables(Members.textByName(json, ""));
        case "body" -> event.setBody(Members.strictText(json, ""));
        case "isBase64Encoded" ->
            event.setIsBase64Encoded(Boolean.TRUE.equals(Members.flag(json, "")));
        case "requestContext" -> event.setRequestContext(readContext(json));
        default -> json.skipChildren();
      }
    }
    return event;
  }

  private static @Nullable RequestContext readContext(JsonParser json)
      throws IOException, MalformedTriggerException {
    if (!Members.isObject(json, "")) {
      return null;
    }
    RequestContext context = new RequestContext();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "routeKey" -> context.setRouteKey(Members.text(json, CONTEXT));
        case "accountId" -> context.setAccountId(Members.text(json, CONTEXT));
        case "stage" -> context.setStage(Members.text(json, CONTEXT));
        case "apiId" -> context.setApiId(Members.text(json, CONTEXT));
        case "domainName" -> context.setDomainName(Members.text(json, CONTEXT));
        case "domainPrefix" -> context.setDomainPrefix(Members.text(json, CONTEXT));
        case "time" -> context.setTime(Members.text(json, CONTEXT));
        case "timeEpoch" -> {
          Long millis = Members.wholeNumber(json, CONTEXT);
          context.setTimeEpoch(millis == null ? 0 : millis);
        }
        case "http" -> context.setHttp(readHttp(json));
        case "authorizer" -> context.setAuthorizer(readAuthorizer(json));
        case "requestId" -> context.setRequestId(Members.text(json, CONTEXT));
        default -> json.skipChildren();
      }
    }
    return context;
  }

  private static @Nullable Http readHttp(JsonParser json)
      throws IOException, MalformedTriggerException {
    if (!Members.isObject(json, CONTEXT)) {
      return null;
    }
    Http http = new Http();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "method" -> http.setMethod(Members.text(json, HTTP));
        case "path" -> http.setPath(Members.text(json, HTTP));
        case "protocol" -> http.setProtocol(Members.text(json, HTTP));
        case "sourceIp" -> http.setSourceIp(Members.text(json, HTTP));
        case "userAgent" -> http.setUserAgent(Members.text(json, HTTP));
        default -> json.skipChildren();
      }
    }
    return http;
  }

  private static @Nullable Authorizer readAuthorizer(JsonParser json)
      throws IOException, MalformedTriggerException {
    if (!Members.isObject(json, CONTEXT)) {
      return null;
    }
    Authorizer authorizer = new Authorizer();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "jwt" -> authorizer.setJwt(readJwt(json));
        case "lambda" -> authorizer.setLambda(Members.object(json, AUTHORIZER));
        case "iam" -> authorizer.setIam(readIam(json));
        default -> json.skipChildren();
      }
    }
    return authorizer;
  }

  private static @Nullable JWT readJwt(JsonParser json)
      throws IOException, MalformedTriggerException {
    if (!Members.isObject(json, AUTHORIZER)) {
      return null;
    }
    JWT jwt = new JWT();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "claims" -> jwt.setClaims(Members.textByName(json, JWT_AUTHORIZER));
        case "scopes" -> jwt.setScopes(Members.texts(json, JWT_AUTHORIZER));
        default -> json.skipChildren();
      }
    }
    return jwt;
  }

  private static @Nullable IAM readIam(JsonParser json)
      throws IOException, MalformedTriggerException {
    if (!Members.isObject(json, AUTHORIZER)) {
      return null;
    }
    IAM iam = new IAM();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "accessKey" -> iam.setAccessKey(Members.text(json, IAM_AUTHORIZER));
        case "accountId" -> iam.setAccountId(Members.text(json, IAM_AUTHORIZER));
        case "callerId" -> iam.setCallerId(Members.text(json, IAM_AUTHORIZER));
        case "cognitoIdentity" -> iam.setCognitoIdentity(readCognitoIdentity(json));
        case "principalOrgId" -> iam.setPrincipalOrgId(Members.text(json, IAM_AUTHORIZER));
        case "userArn" -> iam.setUserArn(Members.text(json, IAM_AUTHORIZER));
        case "userId" -> iam.setUserId(Members.text(json, IAM_AUTHORIZER));
        default -> json.skipChildren();
      }
    }
    return iam;
  }

  private static @Nullable CognitoIdentity readCognitoIdentity(JsonParser json)
      throws IOException, MalformedTriggerException {
    if (!Members.isObject(json, IAM_AUTHORIZER)) {
      return null;
    }
    CognitoIdentity identity = new CognitoIdentity();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "amr" -> identity.setAmr(Members.texts(json, COGNITO));
        case "identityId" -> identity.setIdentityId(Members.text(json, COGNITO));
        case "identityPoolId" -> identity.setIdentityPoolId(Members.text(json, COGNITO));
        default -> json.skipChildren();
      }
    }
    return identity;
  }
}
