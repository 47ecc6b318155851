import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicLong;
import org.apache.curator.framework.recipes.barriers.DistributedDoubleBarrier;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.TreeCache;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryNTimes;
import org.apache.curator.utils.CloseableUtils;
import org.apache.curator.x.discovery.ServiceCache;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;

/**
 * What an application does with Curator's recipes, while the connections of one of its two clients are cut and its
 * session is resumed. Arguments: the address at which they are cut, and one at which they are not. It prints "cut" and
 * "heal" when that is to happen and waits for a line each time; the last line it prints is "done".
 */
public final class CuratorWork {
    private static final int PATIENCE_S = 30;
    private static final BufferedReader INPUT = new BufferedReader(new InputStreamReader(System.in));
    private static final BlockingQueue<ConnectionState> STATES = new LinkedBlockingQueue<>();

    private static CuratorFramework far;
    private static CuratorFramework near;

    public static void main(String[] args) throws Exception {
        far = connect(args[0]);
        near = connect(args[1]);
        far.getConnectionStateListenable().addListener((client, state) -> STATES.add(state));
        near.create().forPath("/work");

        locks();
        readersAndWriters();
        semaphore();
        elections();
        caches();
        transactions();
        persistentNode();
        discovery();
        counterAndBarrier();

        near.delete().deletingChildrenIfNeeded().forPath("/work");
        far.close();
        near.close();
        System.out.println("done");
        System.exit(0);
    }

    private static CuratorFramework connect(String address) throws Exception {
        CuratorFramework client =
            CuratorFrameworkFactory.newClient(address, 20_000, 10_000, new RetryNTimes(100, 100));
        client.start();
        check(client.blockUntilConnected(PATIENCE_S, TimeUnit.SECONDS), "not connected");
        return client;
    }

    /** The far client's connections are cut, something happens meanwhile, and its session goes on. */
    private static void whileCut(Callable<?> meanwhile) throws Exception {
        long session = far.getZookeeperClient().getZooKeeper().getSessionId();
        STATES.clear();
        ask("cut");
        expect(ConnectionState.SUSPENDED);
        meanwhile.call();
        ask("heal");
        expect(ConnectionState.RECONNECTED);
        check(far.getZookeeperClient().getZooKeeper().getSessionId() == session, "another session");
    }

    private static void ask(String what) throws Exception {
        System.out.println(what);
        check(INPUT.readLine() != null, "nobody is there");
    }

    private static void expect(ConnectionState expected) throws Exception {
        ConnectionState state = STATES.poll(PATIENCE_S, TimeUnit.SECONDS);
        check(state == expected, state + " instead of " + expected);
    }

    private static void locks() throws Exception {
        InterProcessMutex held = new InterProcessMutex(far, "/work/lock");
        InterProcessMutex waiting = new InterProcessMutex(near, "/work/lock");
        held.acquire();
        List<String> before = near.getChildren().forPath("/work/lock");
        whileCut(() -> check(!waiting.acquire(200, TimeUnit.MILLISECONDS), "two hold it"));
        check(before.equals(near.getChildren().forPath("/work/lock")), "the lock's znode is another");
        held.release();

        // The other way round: it is let go of while the one who waits cannot hear of it.
        CountDownLatch acquired = new CountDownLatch(1);
        check(waiting.acquire(PATIENCE_S, TimeUnit.SECONDS), "not let go of");
        Thread thread = new Thread(() -> quietly(() -> {
            held.acquire();
            acquired.countDown();
            held.release();
            return null;
        }));
        thread.start();
        until(() -> near.getChildren().forPath("/work/lock").size() == 2);
        whileCut(() -> {
            waiting.release();
            return null;
        });
        check(acquired.await(PATIENCE_S, TimeUnit.SECONDS), "not acquired after the cut");
        thread.join();
    }

    private static void readersAndWriters() throws Exception {
        InterProcessReadWriteLock mine = new InterProcessReadWriteLock(far, "/work/rw");
        InterProcessReadWriteLock others = new InterProcessReadWriteLock(near, "/work/rw");
        mine.readLock().acquire();
        others.readLock().acquire();
        whileCut(() -> check(!others.writeLock().acquire(100, TimeUnit.MILLISECONDS), "written under a reader"));
        others.readLock().release();
        mine.readLock().release();
        check(others.writeLock().acquire(PATIENCE_S, TimeUnit.SECONDS), "no writer");
        check(!mine.readLock().acquire(100, TimeUnit.MILLISECONDS), "read under a writer");
        others.writeLock().release();
    }

    private static void semaphore() throws Exception {
        InterProcessSemaphoreV2 mine = new InterProcessSemaphoreV2(far, "/work/semaphore", 2);
        InterProcessSemaphoreV2 others = new InterProcessSemaphoreV2(near, "/work/semaphore", 2);
        Lease first = mine.acquire();
        Lease second = others.acquire(PATIENCE_S, TimeUnit.SECONDS);
        whileCut(() -> check(others.acquire(100, TimeUnit.MILLISECONDS) == null, "three leases of two"));
        mine.returnLease(first);
        Lease third = others.acquire(PATIENCE_S, TimeUnit.SECONDS);
        check(second != null && third != null, "no lease");
        others.returnLease(second);
        others.returnLease(third);
    }

    private static void elections() throws Exception {
        LeaderLatch mine = new LeaderLatch(far, "/work/election", "far");
        LeaderLatch other = new LeaderLatch(near, "/work/election", "near");
        mine.start();
        check(mine.await(PATIENCE_S, TimeUnit.SECONDS), "no leader");
        other.start();
        until(() -> mine.getParticipants().size() == 2);
        whileCut(() -> {
            until(() -> !mine.hasLeadership()); // Suspended is as good as lost for Curator.
            return null;
        });
        until(() -> mine.hasLeadership() != other.hasLeadership()
            && other.getLeader().getId().equals(mine.hasLeadership() ? "far" : "near"));
        boolean isMine = mine.hasLeadership();
        CloseableUtils.closeQuietly(isMine ? mine : other);
        LeaderLatch next = isMine ? other : mine;
        check(next.await(PATIENCE_S, TimeUnit.SECONDS), "no next leader");
        next.close();
    }

    private static void caches() throws Exception {
        near.create().creatingParentsIfNeeded().forPath("/work/cache/a/b", "1".getBytes());
        try (TreeCache tree = new TreeCache(far, "/work/cache"); CuratorCache cache = CuratorCache.build(far, "/work/cache")) {
            tree.start();
            cache.start();
            until(() -> is(tree, cache, "/work/cache/a/b", "1"));
            near.setData().forPath("/work/cache/a/b", "2".getBytes());
            until(() -> is(tree, cache, "/work/cache/a/b", "2"));
            whileCut(() -> {
                near.setData().forPath("/work/cache/a/b", "3".getBytes());
                near.create().forPath("/work/cache/c", "new".getBytes());
                return null;
            });
            until(() -> is(tree, cache, "/work/cache/a/b", "3") && is(tree, cache, "/work/cache/c", "new"));
            whileCut(() -> near.delete().forPath("/work/cache/a/b"));
            until(() -> is(tree, cache, "/work/cache/a/b", null));
        }
    }

    private static boolean is(TreeCache tree, CuratorCache cache, String path, String data) {
        byte[] ofTree = tree.getCurrentData(path) == null ? null : tree.getCurrentData(path).getData();
        byte[] ofCache = cache.get(path).map(child -> child.getData()).orElse(null);
        return data == null
            ? ofTree == null && ofCache == null
            : ofTree != null && ofCache != null && data.equals(new String(ofTree)) && data.equals(new String(ofCache));
    }

    private static void transactions() throws Exception {
        for (int round = 0; round < 2; round++) {
            List<CuratorTransactionResult> whole = far.transaction().forOperations(
                far.transactionOp().create().withMode(CreateMode.EPHEMERAL).forPath("/work/t", "x".getBytes()),
                far.transactionOp().setData().forPath("/work/t", "y".getBytes()),
                far.transactionOp().check().withVersion(1).forPath("/work/t"));
            check(whole.size() == 3 && whole.get(1).getResultStat().getVersion() == 1, "not as a whole");
            try {
                far.transaction().forOperations(
                    far.transactionOp().create().forPath("/work/u"),
                    far.transactionOp().check().withVersion(9).forPath("/work/t"));
                throw new AssertionError("it was done");
            } catch (KeeperException.BadVersionException expected) {
                check(expected.getResults().size() == 2, "not an answer for each");
            }

            check(near.checkExists().forPath("/work/u") == null, "half of it was done");
            whileCut(() -> check("y".equals(new String(near.getData().forPath("/work/t"))), "other data"));
            check(near.checkExists().forPath("/work/t") != null, "an ephemeral znode went with a connection");
            far.delete().guaranteed().forPath("/work/t");
        }
    }

    private static void persistentNode() throws Exception {
        try (PersistentNode node = new PersistentNode(far, CreateMode.EPHEMERAL, false, "/work/p", "1".getBytes())) {
            node.start();
            check(node.waitForInitialCreate(PATIENCE_S, TimeUnit.SECONDS), "not created");
            long czxid = near.checkExists().forPath("/work/p").getCzxid();
            whileCut(() -> check(near.checkExists().forPath("/work/p") != null, "gone"));
            check(near.checkExists().forPath("/work/p").getCzxid() == czxid, "made anew");
            whileCut(() -> near.delete().forPath("/work/p"));
            until(() -> near.checkExists().forPath("/work/p") != null);
        }

        until(() -> near.checkExists().forPath("/work/p") == null);
    }

    private static void discovery() throws Exception {
        ServiceDiscovery<Void> mine = discoveryOf(far);
        ServiceDiscovery<Void> others = discoveryOf(near);
        ServiceInstance<Void> first = instance("far", 1);
        ServiceInstance<Void> second = instance("near", 2);
        mine.registerService(first);
        others.registerService(second);
        try (ServiceCache<Void> cache = mine.serviceCacheBuilder().name("orders").build()) {
            cache.start();
            until(() -> cache.getInstances().size() == 2);
            whileCut(() -> {
                check(others.queryForInstances("orders").size() == 2, "an instance went with a connection");
                others.unregisterService(second);
                return null;
            });
            until(() -> cache.getInstances().size() == 1 && cache.getInstances().contains(first));
        }

        // After a reconnect Curator takes its registration back and makes it again.
        until(() -> others.queryForInstances("orders").contains(first));
        mine.close();
        until(() -> others.queryForInstances("orders").isEmpty());
        others.close();
    }

    private static ServiceDiscovery<Void> discoveryOf(CuratorFramework client) throws Exception {
        ServiceDiscovery<Void> discovery =
            ServiceDiscoveryBuilder.builder(Void.class).client(client).basePath("/work/services").build();
        discovery.start();
        return discovery;
    }

    private static ServiceInstance<Void> instance(String id, int port) throws Exception {
        return ServiceInstance.<Void>builder().name("orders").id(id).address("127.0.0.1").port(port).build();
    }

    private static void counterAndBarrier() throws Exception {
        DistributedAtomicLong mine = new DistributedAtomicLong(far, "/work/counter", new RetryNTimes(100, 10));
        DistributedAtomicLong others = new DistributedAtomicLong(near, "/work/counter", new RetryNTimes(100, 10));
        check(mine.increment().succeeded(), "not counted");
        whileCut(() -> check(others.add(10L).succeeded(), "not counted"));
        check(mine.increment().postValue() == 12, "counted wrongly");

        CompletableFuture<Void> entered = CompletableFuture.runAsync(() -> quietly(() -> {
            new DistributedDoubleBarrier(near, "/work/barrier", 2).enter();
            return null;
        }));
        until(() -> near.checkExists().forPath("/work/barrier") != null);
        whileCut(() -> check(!entered.isDone(), "entered alone"));
        check(new DistributedDoubleBarrier(far, "/work/barrier", 2).enter(PATIENCE_S, TimeUnit.SECONDS), "not entered");
        entered.get(PATIENCE_S, TimeUnit.SECONDS);
    }

    private static void until(Callable<Boolean> isSo) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!isSo.call()) {
            check(System.nanoTime() < end, "it does not become so");
            Thread.sleep(10);
        }
    }

    private static void quietly(Callable<?> work) {
        try {
            work.call();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Object check(boolean isRight, String otherwise) {
        if (!isRight) {
            throw new AssertionError(otherwise);
        }

        return null;
    }
}
