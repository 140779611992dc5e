"""What may stand between cluegraph and a server, or in its place: proxies and programs that are no Neo4j."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
_FOR_EVER = 86_400.0
_MAGIC = bytes.fromhex("6060b017")


@contextmanager
def listening(handler: Handler) -> Iterator[int]:
    """A port of this machine on which `handler` answers, from a thread of its own."""
    loop, over = asyncio.new_event_loop(), asyncio.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=lambda: loop.run_until_complete(_serve(listener, handler, over)))
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.close()


async def _serve(listener: socket.socket, handler: Handler, over: asyncio.Event) -> None:
    async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await handler(reader, writer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    server = await asyncio.start_server(answered, sock=listener)
    await over.wait()
    server.close()
    open_ones = asyncio.all_tasks() - {asyncio.current_task()}
    for task in open_ones:
        task.cancel()
    await asyncio.gather(*open_ones, return_exceptions=True)


def proxy(port: int, delay: float = 0.0, stalls: threading.Event | None = None) -> Handler:
    """Passes everything on to a port, each chunk `delay` seconds late; nothing more once `stalls` is set."""

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while chunk := await reader.read(65_536):
            await asyncio.sleep(delay)
            if stalls is not None and stalls.is_set():
                await asyncio.sleep(_FOR_EVER)
            writer.write(chunk)
            await writer.drain()
        writer.close()

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward, backward = await asyncio.open_connection("127.0.0.1", port)
        try:
            await asyncio.gather(pump(reader, backward), pump(onward, writer), return_exceptions=True)
        finally:
            backward.close()

    return handler


async def silent(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Accepts and never says a word."""
    await asyncio.sleep(_FOR_EVER)


async def closing(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Hangs up at once."""


async def mail(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Speaks first, as a mail server does."""
    writer.write(b"220 mail ESMTP ready\r\n")
    await reader.read(1)


async def web(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers whatever comes with HTTP, as a web server does."""
    await reader.read(20)
    writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    await writer.drain()


def other(agent: str, bolt: tuple[int, int] = (4, 4)) -> Handler:
    """Says that it is a server of another version, or of another maker, and agrees with all that it is told."""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readexactly(4) == _MAGIC
        await reader.readexactly(16)
        writer.write(bytes([0, 0, bolt[1], bolt[0]]))
        while True:
            size = int.from_bytes(await reader.readexactly(2))
            if size:
                await reader.readexactly(size)
                writer.write(_success({"server": agent, "connection_id": "bolt-1"}))
                await writer.drain()

    return handler


def _success(answer: dict[str, Any]) -> bytes:
    packed = b"\xb1\x70" + bytes([0xA0 + len(answer)])
    for text in (part for pair in answer.items() for part in pair):
        packed += b"\xd0" + bytes([len(text)]) + text.encode()
    return len(packed).to_bytes(2) + packed + b"\0\0"
