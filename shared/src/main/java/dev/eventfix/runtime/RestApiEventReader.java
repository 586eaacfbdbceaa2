package dev.eventfix.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what an API Gateway REST API sends (payload format version 1.0). */
final class RestApiEventReader {

  private static final String CONTEXT = "requestContext.";
  private static final String IDENTITY = "requestContext.identity.";

  private RestApiEventReader() {}

  /**
   * Reads one event; unknown members are passed over, missing ones are null.
   *
   * @param json stands on the start of the object, afterwards on its end
   * @throws IOException when the text is not JSON
   */
  static APIGatewayProxyRequestEvent read(JsonParser json)
      throws IOException, MalformedTriggerException {
    APIGatewayProxyRequestEvent event = new APIGatewayProxyRequestEvent();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "version" -> event.setVersion(Members.text(json, ""));
        case "resource" -> event.setResource(Members.text(json, ""));
        case "path" -> event.setPath(Members.text(json, ""));
        case "httpMethod" -> event.setHttpMethod(Members.text(json, ""));
        case "headers" -> event.setHeaders(Members.textByName(json, ""));
        case "multiValueHeaders" -> event.setMultiValueHeaders(Members.textsByName(json, ""));
        case "queryStringParameters" ->
            event.setQueryStringParameters(Members.textByName(json, ""));
        case "multiValueQueryStringParameters" ->
            event.setMultiValueQueryStringParameters(Members.textsByName(json, ""));
        case "pathParameters" -> event.setPathParameters(Members.textByName(json, ""));
        case "stageVariables" -> event.setStageVariables(Members.textByName(json, ""));
        case "requestContext" -> event.setRequestContext(readContext(json));
        case "body" -> event.setBody(Members.strictText(json, ""));
        case "isBase64Encoded" -> event.setIsBase64Encoded(Members.flag(json, ""));
        default -> json.skipChildren();
      }
    }
    return event;
  }

  private static @Nullable ProxyRequestContext readContext(JsonParser json)
      throws IOException, MalformedTriggerException {
    if (!Members.isObject(json, "")) {
      return null;
    }
    ProxyRequestContext context = new ProxyRequestContext();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "accountId" -> context.setAccountId(Members.text(json, CONTEXT));
        case "stage" -> context.setStage(Members.text(json, CONTEXT));
        case "resourceId" -> context.setResourceId(Members.text(json, CONTEXT));
        case "requestId" -> context.setRequestId(Members.text(json, CONTEXT));
        case "operationName" -> context.setOperationName(Members.text(json, CONTEXT));
        case "identity" -> context.setIdentity(readIdentity(json));
        case "resourcePath" -> context.setResourcePath(Members.text(json, CONTEXT));
        case "httpMethod" -> context.setHttpMethod(Members.text(json, CONTEXT));
        case "apiId" -> context.setApiId(Members.text(json, CONTEXT));
        case "path" -> context.setPath(Members.text(json, CONTEXT));
        case "authorizer" -> context.setAuthorizer(Members.object(json, CONTEXT));
        case "extendedRequestId" -> context.setExtendedRequestId(Members.text(json, CONTEXT));
        case "requestTime" -> context.setRequestTime(Members.text(json, CONTEXT));
        case "requestTimeEpoch" -> context.setRequestTimeEpoch(Members.wholeNumber(json, CONTEXT));
        case "domainName" -> context.setDomainName(Members.text(json, CONTEXT));
        case "domainPrefix" -> context.setDomainPrefix(Members.text(json, CONTEXT));
        case "protocol" -> context.setProtocol(Members.text(json, CONTEXT));
        default -> json.skipChildren();
      }
    }
    return context;
  }

  private static @Nullable RequestIdentity readIdentity(JsonParser json)
      throws IOException, MalformedTriggerException {
    if (!Members.isObject(json, CONTEXT)) {
      return null;
    }
    RequestIdentity identity = new RequestIdentity();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "cognitoIdentityPoolId" ->
            identity.setCognitoIdentityPoolId(Members.text(json, IDENTITY));
        case "accountId" -> identity.setAccountId(Members.text(json, IDENTITY));
        case "cognitoIdentityId" -> identity.setCognitoIdentityId(Members.text(json, IDENTITY));
        case "caller" -> identity.setCaller(Members.text(json, IDENTITY));
        case "apiKey" -> identity.setApiKey(Members.text(json, IDENTITY));
        case "principalOrgId" -> identity.setPrincipalOrgId(Members.text(json, IDENTITY));
        case "sourceIp" -> identity.setSourceIp(Members.text(json, IDENTITY));
        case "cognitoAuthenticationType" ->
            identity.setCognitoAuthenticationType(Members.text(json, IDENTITY));
        case "cognitoAuthenticationProvider" ->
            identity.setCognitoAuthenticationProvider(Members.text(json, IDENTITY));
        case "userArn" -> identity.setUserArn(Members.text(json, IDENTITY));
        case "userAgent" -> identity.setUserAgent(Members.text(json, IDENTITY));
        case "user" -> identity.setUser(Members.text(json, IDENTITY));
        case "accessKey" -> identity.setAccessKey(Members.text(json, IDENTITY));
        default -> json.skipChildren();
      }
    }
    return identity;
  }
}
