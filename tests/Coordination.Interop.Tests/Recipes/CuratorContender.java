import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.retry.RetryNTimes;

/** Takes Curator's mutex again and again. Arguments: server, path, how often, milliseconds to hold it. */
public final class CuratorContender {
    public static void main(String[] args) throws Exception {
        CuratorFramework client =
            CuratorFrameworkFactory.newClient(args[0], 10_000, 10_000, new RetryNTimes(100, 100));
        client.start();
        InterProcessMutex lock = new InterProcessMutex(client, args[1]);
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            if (!lock.acquire(60, TimeUnit.SECONDS))
                throw new IllegalStateException("not granted");
            say("acquired");
            Thread.sleep(Integer.parseInt(args[3]));
            say("released");
            lock.release();
        }
        client.close();
        System.exit(0);
    }

    private static void say(String event) {
        System.out.printf("{\"event\":\"%s\",\"t\":%.9f}%n", event, System.nanoTime() / 1e9);
    }
}
