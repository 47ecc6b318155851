import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.retry.RetryOneTime;

/** Takes a lock of Curator on the server whose address is the argument, and lets go of it. */
public final class CuratorLock {
    public static void main(String[] args) throws Exception {
        try (CuratorFramework client = CuratorFrameworkFactory.newClient(args[0], new RetryOneTime(1000))) {
            client.start();
            InterProcessMutex lock = new InterProcessMutex(client, "/locks/report");
            lock.acquire();
            try {
                System.out.println("held: " + lock.getParticipantNodes());
            } finally {
                lock.release();
            }
        }
    }
}
