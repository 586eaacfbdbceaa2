package com.example.shop

data class Blend(val name: String, val sold: Int)

class Blends(private val all: List<Blend>) {

    fun favourite(): String = best { it.sold }.name

    private fun best(rank: (Blend) -> Int): Blend = all.sortedByDescending(rank).first()
}
