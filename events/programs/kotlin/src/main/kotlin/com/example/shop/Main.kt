package com.example.shop

import io.sentry.Sentry
import kotlinx.coroutines.runBlocking

/** Runs the failing case: an error in a coroutine, which names an error inside it as its cause. */
fun main() {
    Sentry.init { options ->
        options.dsn = System.getenv("SENTRY_DSN")
        options.release = "shop@1.4.2"
        options.environment = "production"
        options.serverName = "web-1"
        options.addInAppInclude("com.example.shop")
    }
    Sentry.addBreadcrumb("coupon typed in")
    Sentry.setTag("job", "coupons")
    try {
        runBlocking { redeemAll(listOf("TEATIME-10", "WINTER")) }
    } catch (exception: CouponException) {
        Sentry.captureException(exception)
    }
    Sentry.flush(2000)
}
