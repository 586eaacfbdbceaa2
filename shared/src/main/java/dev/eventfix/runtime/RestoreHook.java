package dev.eventfix.runtime;

import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * What Lambda calls around a snapshot (SnapStart), by CRaC's interface. Loaded only where snapshots
 * are taken.
 */
final class RestoreHook implements Resource {

  private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";
  private static final String SNAP_START = "snap-start";

  private final Endpoint endpoint;

  private RestoreHook(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Whether this process is there for a snapshot of it to be taken. */
  static boolean isWanted(Map<String, String> environment) {
    return SNAP_START.equals(environment.get(INITIALIZATION_TYPE));
  }

  /** A hook that is registered; whoever registers must keep it, for the registry does not. */
  static RestoreHook registered(Endpoint endpoint) {
    RestoreHook hook = new RestoreHook(endpoint);
    Core.getGlobalContext().register(hook);
    return hook;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    endpoint.prime();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    endpoint.renew();
  }
}
