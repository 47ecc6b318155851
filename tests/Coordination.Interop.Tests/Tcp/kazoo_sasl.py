"""kazoo proves by SASL who it is, to the server whose address is the argument. The last line it prints is "done"."""
import logging
import sys

from kazoo.client import KazooClient
from kazoo.exceptions import AuthFailedError, NoAuthError
from kazoo.handlers.threading import KazooTimeoutError
from kazoo.security import make_acl

logging.disable(logging.CRITICAL)


def connect(user, password):
    client = KazooClient(sys.argv[1], connection_retry={"max_tries": 1}, sasl_options={
        "mechanism": "DIGEST-MD5", "username": user, "password": password})
    client.start(timeout=30)
    return client


def main():
    alice = connect("alice", "wonder land")
    alice.create("/hers", b"x", acl=[make_acl("sasl", "alice", all=True)])
    assert alice.get("/hers")[0] == b"x"
    nobody = KazooClient(sys.argv[1])
    nobody.start(timeout=30)
    try:
        nobody.get("/hers")
        raise AssertionError("somebody else reads it")
    except NoAuthError:
        pass
    try:
        # It may be told so only after it has started, as by the real server.
        connect("alice", "wrong").get("/hers")
        raise AssertionError("a wrong password is good")
    except (AuthFailedError, KazooTimeoutError):
        pass
    nobody.stop()
    alice.stop()
    print("done")


main()
