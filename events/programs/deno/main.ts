// Runs the failing case: a report whose data file is missing; the error ends the program.
import * as Sentry from "@sentry/deno";
import { sendMonthlyReport } from "./shop/report.ts";

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
Sentry.setTag("job", "report");

await sendMonthlyReport({ month: 11, readers: ["maria.huber@example.com"] });
