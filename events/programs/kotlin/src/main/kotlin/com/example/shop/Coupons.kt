package com.example.shop

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay

class CouponException(message: String, cause: Throwable) : RuntimeException(message, cause)

data class Coupon(val name: String, val percent: Int)

suspend fun redeemAll(texts: List<String>): List<Coupon> = coroutineScope {
    texts.map { text -> async(Dispatchers.Default) { redeem(text) } }.awaitAll()
}

private suspend fun redeem(text: String): Coupon {
    delay(20)
    return try {
        parse(text)
    } catch (exception: IndexOutOfBoundsException) {
        throw CouponException("coupon \"$text\" is not valid", exception)
    }
}

private fun parse(text: String): Coupon {
    val parts = text.split("-")
    return Coupon(parts[0], parts[1].toInt())
}
