package com.example.shop

import io.sentry.Sentry
import kotlinx.coroutines.runBlocking

/** Runs one failing case of the shop. The SDK knows its DSN, and nothing else. */
fun main(arguments: Array<String>) {
    Sentry.init { options -> options.dsn = System.getenv("SENTRY_DSN") }
    when (arguments[0]) {
        // The standard library throws; nobody handles it.
        "first" -> println(Blends(emptyList()).favourite())
        // The standard library throws in a coroutine of another thread.
        "coroutine" -> coroutine()
        else -> error("no case ${arguments[0]}")
    }
}

private fun coroutine() {
    try {
        runBlocking { Shipping(mapOf("AT" to 490, "DE" to 590)).costsOf(listOf("AT", "CH")) }
    } catch (exception: NoSuchElementException) {
        Sentry.captureException(exception)
    }
    Sentry.flush(2000)
}
