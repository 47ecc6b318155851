"""What an application does with kazoo, on the server whose address is the argument. The last line it prints is "done"."""
import logging
import socket
import sys
import threading

from kazoo.client import KazooClient, KazooState
from kazoo.exceptions import (BadVersionError, NoAuthError, NodeExistsError, NoNodeError, NotEmptyError,
                              RolledBackError)
from kazoo.protocol.states import EventType
from kazoo.security import make_digest_acl

PATIENCE = 30
logging.disable(logging.CRITICAL)


def connect():
    client = KazooClient(sys.argv[1])
    client.start(timeout=PATIENCE)
    return client


def raises(error, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except error:
        return
    raise AssertionError("no %s" % error.__name__)


def reads_and_writes(client):
    assert client.create("/work", b"one") == "/work"
    data, stat = client.get("/work")
    assert (data, stat.version, stat.dataLength) == (b"one", 0, 3)
    assert client.set("/work", b"two", version=0).version == 1
    assert client.create("/work/s-", sequence=True) == "/work/s-0000000000"
    assert client.create("/work/s-", sequence=True) == "/work/s-0000000001"
    assert sorted(client.get_children("/work")) == ["s-0000000000", "s-0000000001"]
    large = bytes(1000000)
    client.create("/work/large", large)
    assert client.get("/work/large")[0] == large
    raises(NodeExistsError, client.create, "/work")
    raises(NoNodeError, client.get, "/none")
    raises(BadVersionError, client.set, "/work", b"", version=7)
    raises(NotEmptyError, client.delete, "/work")
    assert client.exists("/none") is None
    client.sync("/work")


def transactions(client):
    whole = client.transaction()
    whole.create("/work/t", b"x")
    whole.set_data("/work/t", b"y")
    whole.check("/work", 1)
    whole.delete("/work/t")
    path, stat, checked, deleted = whole.commit()
    assert (path, stat.version, checked, deleted) == ("/work/t", 1, True, True)
    failing = client.transaction()
    failing.create("/work/t", b"x")
    failing.check("/work", 99)
    first, second = failing.commit()
    assert isinstance(first, RolledBackError) and isinstance(second, BadVersionError)


def watches(client, other):
    events, all_there = [], threading.Event()

    def note(event):
        events.append((event.type, event.path))
        if len(events) == 3:
            all_there.set()

    client.get("/work", watch=note)
    client.get_children("/work", watch=note)
    client.exists("/work/new", watch=note)
    other.set("/work", b"three")
    other.create("/work/new")
    assert all_there.wait(PATIENCE), events
    assert events[0] == (EventType.CHANGED, "/work")
    assert sorted(events[1:]) == [(EventType.CHILD, "/work"), (EventType.CREATED, "/work/new")]


def permissions(client, other):
    client.add_auth("digest", "user:secret")
    client.create("/work/closed", b"", acl=[make_digest_acl("user", "secret", all=True)])
    raises(NoAuthError, other.get, "/work/closed")
    assert client.get("/work/closed")[0] == b""


def locks(client, other):
    held = client.Lock("/work/lock", "first")
    waiting = other.Lock("/work/lock", "second")
    assert held.acquire(timeout=PATIENCE)
    got = []
    thread = threading.Thread(target=lambda: got.append(waiting.acquire(timeout=PATIENCE)))
    thread.start()
    while len(held.contenders()) < 2:
        pass
    assert not got
    held.release()
    thread.join(PATIENCE)
    assert got == [True]
    waiting.release()


def a_cut_connection(client, other):
    client.create("/work/mine", ephemeral=True)
    session = client.client_id
    suspended, back, fired = threading.Event(), threading.Event(), threading.Event()

    def note(state):
        if state == KazooState.SUSPENDED:
            suspended.set()
        if state == KazooState.CONNECTED:
            back.set()

    client.add_listener(note)
    client.get("/work", watch=lambda event: fired.set())
    client._connection._socket.shutdown(socket.SHUT_RDWR)
    assert suspended.wait(PATIENCE)
    other.set("/work", b"missed")
    assert back.wait(PATIENCE)
    assert client.client_id == session
    assert client.exists("/work/mine") is not None
    assert fired.wait(PATIENCE)


def many_at_once(client):
    answers = [client.get_async("/work") for _ in range(5000)]
    assert all(answer.get(timeout=PATIENCE)[0] == b"missed" for answer in answers)


def words(client):
    assert client.command(b"ruok") == "imok"
    assert client.server_version()[0] == 3


def main():
    client, other = connect(), connect()
    reads_and_writes(client)
    transactions(client)
    watches(client, other)
    permissions(client, other)
    locks(client, other)
    a_cut_connection(client, other)
    many_at_once(client)
    words(client)
    client.delete("/work", recursive=True)
    for one in (client, other):
        one.stop()
        one.close()
    print("done")


main()
