// Runs the program of one case; what it does not handle ends it and is reported.
import * as Sentry from "@sentry/deno";
import { main } from "./app/PROGRAM.ts";

Sentry.init({
  dsn: Deno.env.get("SENTRY_DSN"),
  release: "shop@1.4.2",
  environment: "production",
  serverName: "web-1",
  // Leaves out the operating system, which names the build of the kernel.
  beforeSend(event) {
    delete event.contexts?.os;
    return event;
  },
});

await main();
