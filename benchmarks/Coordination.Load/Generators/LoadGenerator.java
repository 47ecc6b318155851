import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * Makes a load by ZooKeeper's own client: as many requests in flight on each connection as asked for, by its
 * asynchronous calls. JavaGenerator.cs says what it prints.
 */
public final class LoadGenerator {
    private static final int FINE = 32;
    private static final int FINE_BITS = 5;

    private final String server;
    private final String operation;
    private final int connections;
    private final int depth;
    private final byte[] data;
    private final String[] znodes;
    private final int readPercent;
    private final String parent;
    private final long warmUpMs;
    private final long measuredMs;
    private final AtomicLongArray slices;
    private final AtomicLongArray latencies = new AtomicLongArray(FINE * (64 - FINE_BITS));
    private final AtomicLong names = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile String error;
    private volatile long begin = Long.MAX_VALUE;
    private volatile long end = Long.MAX_VALUE;

    private LoadGenerator(String[] args) {
        server = args[0];
        operation = args[1];
        connections = Integer.parseInt(args[2]);
        depth = Integer.parseInt(args[3]);
        data = new byte[Integer.parseInt(args[4])];
        znodes = new String[Integer.parseInt(args[5])];
        for (int i = 0; i < znodes.length; i++) {
            znodes[i] = String.format("%s/z%06d", args[7], i);
        }
        readPercent = Integer.parseInt(args[6]);
        parent = args[7] + "/" + args[8];
        warmUpMs = Long.parseLong(args[9]);
        measuredMs = Long.parseLong(args[10]);
        slices = new AtomicLongArray((int) ((measuredMs + 999) / 1000));
    }

    public static void main(String[] args) throws Exception {
        new LoadGenerator(args).run();
    }

    private void run() throws Exception {
        List<ZooKeeper> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(connect());
        }
        long started = System.nanoTime();
        begin = started + warmUpMs * 1_000_000;
        end = begin + measuredMs * 1_000_000;
        inFlight.set(connections * depth);
        for (ZooKeeper client : clients) {
            for (int i = 0; i < depth; i++) {
                call(client);
            }
        }
        Thread.sleep(warmUpMs);
        say("begin");
        Thread.sleep(measuredMs);
        say("end");
        idle.await();
        report();
        for (ZooKeeper client : clients) {
            client.close();
        }
    }

    private ZooKeeper connect() throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper(server, 10_000, (WatchedEvent event) -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        connected.await();
        return client;
    }

    private void call(ZooKeeper client) {
        long sentAt = System.nanoTime();
        if (sentAt >= end) {
            if (inFlight.decrementAndGet() == 0) {
                idle.countDown();
            }
            return;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String znode = znodes[random.nextInt(znodes.length)];
        switch (operation) {
            case "Create":
                client.create(parent + "/" + names.incrementAndGet(), data, ZooDefs.Ids.OPEN_ACL_UNSAFE,
                    CreateMode.PERSISTENT, (code, path, context, name) -> answered(client, code, sentAt), null);
                break;
            case "Exists":
                client.exists(znode, false, (code, path, context, stat) -> answered(client, code, sentAt), null);
                break;
            case "Get":
                get(client, znode, sentAt);
                break;
            case "Mix":
                if (random.nextInt(100) < readPercent) {
                    get(client, znode, sentAt);
                } else {
                    set(client, znode, sentAt);
                }
                break;
            default:
                set(client, znode, sentAt);
                break;
        }
    }

    private void get(ZooKeeper client, String znode, long sentAt) {
        client.getData(znode, false, (code, path, context, bytes, stat) -> answered(client, code, sentAt), null);
    }

    private void set(ZooKeeper client, String znode, long sentAt) {
        client.setData(znode, data, -1, (code, path, context, stat) -> answered(client, code, sentAt), null);
    }

    private void answered(ZooKeeper client, int code, long sentAt) {
        long now = System.nanoTime();
        if (code != KeeperException.Code.OK.intValue()) {
            error = KeeperException.Code.get(code).toString();
        } else if (now >= begin && now < end) {
            slices.incrementAndGet((int) ((now - begin) / 1_000_000_000));
            latencies.incrementAndGet(bucketOf(now - sentAt));
        }
        call(client);
    }

    // As LatencyHistogram.cs has them.
    private static int bucketOf(long value) {
        if (value < FINE) {
            return (int) value;
        }
        int shift = 63 - Long.numberOfLeadingZeros(value) - FINE_BITS;
        return FINE * (shift + 1) + (int) ((value >> shift) - FINE);
    }

    private void report() {
        for (int i = 0; i < slices.length(); i++) {
            say("slice " + i + " " + slices.get(i));
        }
        for (int i = 0; i < latencies.length(); i++) {
            if (latencies.get(i) > 0) {
                say("latency " + i + " " + latencies.get(i));
            }
        }
        if (error != null) {
            say("error " + error);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
