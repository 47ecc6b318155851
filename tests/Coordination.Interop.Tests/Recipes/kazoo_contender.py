"""Takes kazoo's lock again and again. Arguments: server, path, how often, milliseconds to hold it."""
import sys
import time

from kazoo.client import KazooClient

server, path, count, hold_ms = sys.argv[1:]
client = KazooClient(server)
client.start(60)
lock = client.Lock(path, "kazoo")


def say(event):
    print('{"event":"%s","t":%.9f}' % (event, time.monotonic()), flush=True)


for _ in range(int(count)):
    if not lock.acquire(timeout=60):
        sys.exit("not granted")
    say("acquired")
    time.sleep(int(hold_ms) / 1000)
    say("released")
    lock.release()
client.stop()
client.close()
