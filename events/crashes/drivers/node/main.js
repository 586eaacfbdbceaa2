// Runs the program of one case; what it does not handle ends it and is reported.
const Sentry = require("@sentry/node");

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  release: "shop@1.4.2",
  environment: "production",
  serverName: "web-1",
  // Leaves out the operating system, which names the build of the kernel.
  integrations: [Sentry.nodeContextIntegration({ os: false })],
});

process.on("unhandledRejection", () => Sentry.flush(2000).then(() => process.exit(1)));

const { main } = require("./app/PROGRAM");

main();
