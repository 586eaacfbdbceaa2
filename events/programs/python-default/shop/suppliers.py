"""Asks suppliers for their prices."""

import asyncio


async def ask_all(names):
    async with asyncio.timeout(5):
        return [await ask(name) for name in names]


async def ask(name):
    return await asyncio.wait_for(answer(name), timeout=0.1)


async def answer(name):
    await asyncio.sleep(2)
    return f"{name}: 12.90"
