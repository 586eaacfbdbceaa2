// The SDK knows its DSN, and nothing else.
const Sentry = require("@sentry/node");

Sentry.init({ dsn: process.env.SENTRY_DSN });
