package com.example.shop

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay

class Shipping(private val cents: Map<String, Int>) {

    suspend fun costsOf(countries: List<String>): List<Int> = coroutineScope {
        countries.map { country -> async(Dispatchers.Default) { costOf(country) } }.awaitAll()
    }

    private suspend fun costOf(country: String): Int {
        delay(20)
        return cents.getValue(country)
    }
}
