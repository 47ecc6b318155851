import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.jute.Record;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.ClientInfo;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.proto.CheckVersionRequest;
import org.apache.zookeeper.proto.CheckWatchesRequest;
import org.apache.zookeeper.proto.CreateRequest;
import org.apache.zookeeper.proto.DeleteRequest;
import org.apache.zookeeper.proto.ExistsRequest;
import org.apache.zookeeper.proto.GetACLRequest;
import org.apache.zookeeper.proto.GetChildren2Request;
import org.apache.zookeeper.proto.GetDataRequest;
import org.apache.zookeeper.proto.ReconfigRequest;
import org.apache.zookeeper.proto.RemoveWatchesRequest;
import org.apache.zookeeper.proto.ReplyHeader;
import org.apache.zookeeper.proto.RequestHeader;
import org.apache.zookeeper.proto.SetACLRequest;
import org.apache.zookeeper.proto.SetDataRequest;
import org.apache.zookeeper.proto.SetWatches;
import org.apache.zookeeper.proto.SetWatches2;
import org.apache.zookeeper.proto.SyncRequest;
import org.apache.zookeeper.proto.SyncResponse;

/**
 * Drives the Java client of Apache ZooKeeper by lines of JSON: one request a line on standard input, one answer a line
 * on standard output. A request names a session ("s"), an operation ("op") and its arguments; the answer has "code",
 * what the operation returns, and "events": every watch notification that any session has received by then, in order
 * per session.
 * Run it with: java -cp /usr/share/java/zookeeper.jar ZooKeeperDriver.java host:port
 */
public final class ZooKeeperDriver {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_SECONDS = 120;

    private static final String[] WATCH_TABLES = {
        "getDataWatches", "getExistWatches", "getChildWatches", "getPersistentWatches", "getPersistentRecursiveWatches",
    };

    private final String address;
    private final Map<String, Session> sessions = new TreeMap<>();
    private final List<ObjectNode> events = new ArrayList<>();

    private ZooKeeperDriver(String address) {
        this.address = address;
    }

    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        ZooKeeperDriver driver = new ZooKeeperDriver(arguments[0]);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(driver.answer(JSON.readTree(line)));
            out.flush();
        }
        System.exit(0);
    }

    private ObjectNode answer(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        try {
            execute(request, answer);
            answer.put("code", 0);
        } catch (KeeperException e) {
            answer.put("code", e.code().intValue());
            if (e.getResults() != null) {
                writeResults(e.getResults(), answer.putArray("results"));
            }
        } catch (IllegalArgumentException e) {
            // The client checks paths, modes and times to live itself, before it sends anything.
            answer.put("code", KeeperException.Code.BADARGUMENTS.intValue());
            answer.put("message", String.valueOf(e.getMessage()));
        } catch (Exception e) {
            answer.put("fault", e.toString());
        }
        collectEvents(answer);
        return answer;
    }

    private void execute(JsonNode request, ObjectNode answer) throws Exception {
        String name = request.get("s").asText();
        String op = request.get("op").asText();
        if (op.equals("connect")) {
            connect(name, request, answer);
            return;
        }
        Session session = sessions.get(name);
        String path = request.path("path").asText(null);
        Stat stat = new Stat();
        switch (op) {
            case "close":
                sessions.remove(name).end();
                break;
            case "vanish":
                // As if the process had died: the connection ends, the session is left to expire.
                sessions.remove(name).vanish();
                break;
            case "addAuth":
                session.addAuthInfo(request.get("scheme").asText(), bytes(request, "data"));
                break;
            case "pretend":
                sessions.put(name, session.comeBackRefused(name, request.get("scheme").asText(),
                    bytes(request, "data")));
                throw new KeeperException.AuthFailedException();
            case "create":
                byte[] data = bytes(request, "data");
                // The client answers no stat of its first method, and has none for a time to live.
                if (request.path("withStat").asBoolean(true) || ttl(request) != -1 || mode(request).isTTL()) {
                    answer.put("path", session.create(path, data, acl(request), mode(request), stat, ttl(request)));
                    writeStat(stat, answer.putArray("stat"));
                } else {
                    answer.put("path", session.create(path, data, acl(request), mode(request)));
                }
                break;
            case "delete":
                session.delete(path, request.get("version").asInt());
                break;
            case "setData":
                stat = session.setData(path, bytes(request, "data"), request.get("version").asInt());
                writeStat(stat, answer.putArray("stat"));
                break;
            case "setAcl":
                writeStat(session.setACL(path, acl(request), request.get("version").asInt()), answer.putArray("stat"));
                break;
            case "check":
                session.send(ZooDefs.OpCode.check, new CheckVersionRequest(path, request.get("version").asInt()));
                break;
            case "multi":
            case "multiRead":
                writeResults(session.multi(operations(request)), answer.putArray("results"));
                break;
            case "exists":
                stat = session.exists(path, request.path("watch").asBoolean());
                if (stat == null) {
                    throw new KeeperException.NoNodeException(path);
                }
                writeStat(stat, answer.putArray("stat"));
                break;
            case "getData":
                answer.put("data", session.getData(path, request.path("watch").asBoolean(), stat));
                writeStat(stat, answer.putArray("stat"));
                break;
            case "getChildren":
                session.getChildren(path, request.path("watch").asBoolean(), stat)
                    .forEach(answer.putArray("children")::add);
                writeStat(stat, answer.putArray("stat"));
                break;
            case "getChildrenNames":
                session.getChildren(path, request.path("watch").asBoolean())
                    .forEach(answer.putArray("children")::add);
                break;
            case "getAcl":
                writeAcl(session.getACL(path, stat), answer.putArray("acl"));
                writeStat(stat, answer.putArray("stat"));
                break;
            case "getEphemerals":
                session.getEphemerals(path).forEach(answer.putArray("children")::add);
                break;
            case "getAllChildrenNumber":
                answer.put("number", session.getAllChildrenNumber(path));
                break;
            case "addWatch":
                session.addWatch(path, request.get("recursive").asBoolean()
                    ? AddWatchMode.PERSISTENT_RECURSIVE
                    : AddWatchMode.PERSISTENT);
                break;
            case "unchecked":
                session.send(request.get("type").asInt(), unchecked(request.get("type").asInt(), path));
                break;
            case "checkWatches":
                session.send(ZooDefs.OpCode.checkWatches,
                    new CheckWatchesRequest(path, request.get("type").asInt()));
                break;
            case "removeWatches":
                session.send(ZooDefs.OpCode.removeWatches,
                    new RemoveWatchesRequest(path, request.get("type").asInt()));
                break;
            case "setWatches":
                session.comeBackWith(new SetWatches2(request.get("zxid").asLong(), texts(request, "data"),
                    texts(request, "exist"), texts(request, "child"), texts(request, "persistent"),
                    texts(request, "recursive")));
                break;
            case "whoAmI":
                for (ClientInfo info : session.whoAmI()) {
                    answer.withArray("identities").addObject()
                        .put("scheme", info.getAuthScheme()).put("user", info.getUser());
                }
                break;
            case "awaitEvent":
                awaitEvent(request.get("type").asInt(), path);
                break;
            case "sync":
                SyncResponse synced = new SyncResponse();
                session.send(ZooDefs.OpCode.sync, new SyncRequest(path), synced);
                answer.put("path", synced.getPath());
                break;
            case "reconfig":
                session.send(ZooDefs.OpCode.reconfig, new ReconfigRequest(request.get("joining").asText(), null, null,
                    request.get("version").asLong()));
                break;
            default:
                throw new IllegalStateException("There is no operation " + op);
        }
    }

    /** Waits for what the server does by itself: ending a session that fell silent, reaping a container. */
    private void awaitEvent(int type, String path) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        synchronized (events) {
            while (events.stream().noneMatch(event -> isOf(event, type, path))) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new IOException("The server does nothing.");
                }
                events.wait(left);
            }
        }
    }

    private static boolean isOf(JsonNode event, int type, String path) {
        return event.get("type").asInt() == type && event.get("path").asText().equals(path);
    }

    private void connect(String name, JsonNode request, ObjectNode answer) throws Exception {
        boolean isNew = !request.has("id");
        long id = isNew ? 0 : request.get("id").asLong();
        byte[] password = isNew ? new byte[16] : bytes(request, "password");
        Session session = new Session(name, request.get("timeout").asInt(), id, password);
        session.awaitConnected();
        sessions.put(name, session);
        answer.put("id", session.getSessionId());
        answer.put("password", session.getSessionPasswd());
        answer.put("timeout", session.getSessionTimeout());
    }

    /** A notification is queued before the write that caused it is answered: one round trip later it is here. */
    private void collectEvents(ObjectNode answer) {
        try {
            List<CountDownLatch> barriers = new ArrayList<>();
            for (Session session : sessions.values()) {
                barriers.add(session.startBarrier());
            }
            for (CountDownLatch barrier : barriers) {
                if (!barrier.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException("A session does not answer.");
                }
            }
        } catch (Exception e) {
            answer.put("fault", e.toString());
        }
        synchronized (events) {
            events.forEach(answer.putArray("events")::add);
            events.clear();
        }
    }

    private static byte[] bytes(JsonNode request, String name) {
        return Base64.getDecoder().decode(request.get(name).asText());
    }

    /** What the client would refuse itself, so that the server has to. */
    private static Record unchecked(int opCode, String path) {
        switch (opCode) {
            case ZooDefs.OpCode.create:
                return new CreateRequest(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 0);
            case ZooDefs.OpCode.delete:
                return new DeleteRequest(path, -1);
            case ZooDefs.OpCode.exists:
                return new ExistsRequest(path, false);
            case ZooDefs.OpCode.getData:
                return new GetDataRequest(path, false);
            case ZooDefs.OpCode.setData:
                return new SetDataRequest(path, new byte[0], -1);
            case ZooDefs.OpCode.getACL:
                return new GetACLRequest(path);
            case ZooDefs.OpCode.setACL:
                return new SetACLRequest(path, ZooDefs.Ids.OPEN_ACL_UNSAFE, -1);
            case ZooDefs.OpCode.getChildren2:
                return new GetChildren2Request(path, false);
            default:
                throw new IllegalStateException("There is no operation " + opCode);
        }
    }

    private static List<String> texts(JsonNode request, String name) {
        List<String> texts = new ArrayList<>();
        request.get(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static CreateMode mode(JsonNode request) throws KeeperException {
        return CreateMode.fromFlag(request.get("mode").asInt());
    }

    private static long ttl(JsonNode request) {
        long ttl = request.path("ttl").asLong();
        return ttl == 0 ? -1 : ttl;
    }

    private static List<ACL> acl(JsonNode request) {
        List<ACL> acl = new ArrayList<>();
        for (JsonNode entry : request.get("acl")) {
            Id id = new Id(entry.get("scheme").asText(), entry.get("id").asText());
            acl.add(new ACL(entry.get("perms").asInt(), id));
        }
        return acl;
    }

    private static List<Op> operations(JsonNode request) throws KeeperException {
        List<Op> operations = new ArrayList<>();
        for (JsonNode op : request.get("ops")) {
            String path = op.get("path").asText();
            switch (op.get("op").asText()) {
                case "create":
                    operations.add(mode(op).isTTL()
                        ? Op.create(path, bytes(op, "data"), acl(op), mode(op), ttl(op))
                        : Op.create(path, bytes(op, "data"), acl(op), mode(op)));
                    break;
                case "delete":
                    operations.add(Op.delete(path, op.get("version").asInt()));
                    break;
                case "setData":
                    operations.add(Op.setData(path, bytes(op, "data"), op.get("version").asInt()));
                    break;
                case "check":
                    operations.add(Op.check(path, op.get("version").asInt()));
                    break;
                case "getData":
                    operations.add(Op.getData(path));
                    break;
                case "getChildren":
                    operations.add(Op.getChildren(path));
                    break;
                default:
                    throw new IllegalStateException("There is no operation " + op);
            }
        }
        return operations;
    }

    private static void writeResults(List<OpResult> results, ArrayNode array) {
        for (OpResult result : results) {
            ObjectNode node = array.addObject();
            node.put("code", 0);
            if (result instanceof OpResult.ErrorResult) {
                node.put("code", ((OpResult.ErrorResult) result).getErr());
            } else if (result instanceof OpResult.CreateResult) {
                OpResult.CreateResult created = (OpResult.CreateResult) result;
                node.put("path", created.getPath());
                if (created.getStat() != null) {
                    writeStat(created.getStat(), node.putArray("stat"));
                }
            } else if (result instanceof OpResult.SetDataResult) {
                writeStat(((OpResult.SetDataResult) result).getStat(), node.putArray("stat"));
            } else if (result instanceof OpResult.GetDataResult) {
                node.put("data", ((OpResult.GetDataResult) result).getData());
                writeStat(((OpResult.GetDataResult) result).getStat(), node.putArray("stat"));
            } else if (result instanceof OpResult.GetChildrenResult) {
                ((OpResult.GetChildrenResult) result).getChildren().forEach(node.putArray("children")::add);
            }
        }
    }

    private static void writeStat(Stat stat, ArrayNode array) {
        array.add(stat.getCzxid()).add(stat.getMzxid()).add(stat.getCtime()).add(stat.getMtime());
        array.add(stat.getVersion()).add(stat.getCversion()).add(stat.getAversion()).add(stat.getEphemeralOwner());
        array.add(stat.getDataLength()).add(stat.getNumChildren()).add(stat.getPzxid());
    }

    private static void writeAcl(List<ACL> acl, ArrayNode array) {
        for (ACL entry : acl) {
            array.addObject().put("perms", entry.getPerms())
                .put("scheme", entry.getId().getScheme()).put("id", entry.getId().getId());
        }
    }

    /** What becomes of a session. */
    private static final class Fate {
        private final CountDownLatch connected = new CountDownLatch(1);
        private final CountDownLatch refused = new CountDownLatch(1);
        private boolean isOver;
    }

    /** One session: the client, opened up where its interface has no method. */
    private final class Session extends ZooKeeper {
        private final Fate fate;
        private final Watcher watcher;

        Session(String name, int timeoutMs, long id, byte[] password) throws IOException {
            this(name, timeoutMs, id, password, new Fate());
        }

        private Session(String name, int timeoutMs, long id, byte[] password, Fate fate) throws IOException {
            this(event -> record(name, event, fate), timeoutMs, id, password, fate);
        }

        private Session(Watcher watcher, int timeoutMs, long id, byte[] password, Fate fate) throws IOException {
            super(address, timeoutMs, watcher, id, password);
            this.fate = fate;
            this.watcher = watcher;
        }

        void awaitConnected() throws Exception {
            if (!fate.connected.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("The server does not answer.");
            }
            if (!getState().isConnected()) {
                throw new KeeperException.SessionExpiredException();
            }
        }

        /** Sends what the interface has no method for, or looks at before it sends it. */
        void send(int opCode, Record request) throws Exception {
            send(opCode, request, null);
        }

        void send(int opCode, Record request, Record response) throws Exception {
            RequestHeader header = new RequestHeader();
            header.setType(opCode);
            ReplyHeader reply = cnxn.submitRequest(header, request, response, null);
            if (reply.getErr() != 0) {
                throw KeeperException.create(KeeperException.Code.get(reply.getErr()));
            }
        }

        /**
         * As after a broken connection, which would take this client up to a second: no watch stands any more, then
         * those of the request are handed over.
         */
        void comeBackWith(SetWatches2 request) throws Exception {
            Set<String> watched = new HashSet<>();
            for (String table : WATCH_TABLES) {
                watched.addAll(table(table).keySet());
            }
            for (String path : watched) {
                try {
                    send(ZooDefs.OpCode.removeWatches,
                        new RemoveWatchesRequest(path, Watcher.WatcherType.Any.getIntValue()));
                } catch (KeeperException.NoWatcherException e) {
                    // It has fired, or was removed before; the client's tables do not know.
                }
            }
            List<List<String>> lists = List.of(request.getDataWatches(), request.getExistWatches(),
                request.getChildWatches(), request.getPersistentWatches(), request.getPersistentRecursiveWatches());
            for (int i = 0; i < WATCH_TABLES.length; i++) {
                Map<String, Set<Watcher>> table = table(WATCH_TABLES[i]);
                synchronized (table) {
                    table.clear();
                    lists.get(i).forEach(path -> table.put(path, new HashSet<>(Set.of(watcher))));
                }
            }
            // As the client does: the older operation where it says enough.
            if (request.getPersistentWatches().isEmpty() && request.getPersistentRecursiveWatches().isEmpty()) {
                send(ZooDefs.OpCode.setWatches, new SetWatches(request.getRelativeZxid(), request.getDataWatches(),
                    request.getExistWatches(), request.getChildWatches()));
            } else {
                send(ZooDefs.OpCode.setWatches2, request);
            }
        }

        /** Offers an identity, waits until it is refused, and goes on with the same session, as another client can. */
        Session comeBackRefused(String name, String scheme, byte[] credentials) throws Exception {
            addAuthInfo(scheme, credentials);
            if (!fate.refused.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("The server refuses nothing.");
            }
            vanish();
            Session next = new Session(name, getSessionTimeout(), getSessionId(), getSessionPasswd());
            next.awaitConnected();
            if (next.getSessionId() != getSessionId()) {
                throw new IOException("The session ended with the refused identity.");
            }
            return next;
        }

        @SuppressWarnings("unchecked")
        private Map<String, Set<Watcher>> table(String name) throws ReflectiveOperationException {
            Method getManager = ZooKeeper.class.getDeclaredMethod("getWatchManager");
            getManager.setAccessible(true);
            Object manager = getManager.invoke(this);
            Method getTable = manager.getClass().getDeclaredMethod(name);
            getTable.setAccessible(true);
            return (Map<String, Set<Watcher>>) getTable.invoke(manager);
        }

        /** As close(), but does not wait for the socket, before whose end this client sleeps for 100 ms. */
        void end() throws InterruptedException {
            forget();
            RequestHeader header = new RequestHeader();
            header.setType(ZooDefs.OpCode.closeSession);
            cnxn.submitRequest(header, null, null, null);
            Thread tidying = new Thread(cnxn::disconnect);
            tidying.setDaemon(true);
            tidying.start();
        }

        void vanish() throws IOException {
            forget();
            cnxn.disconnect();
        }

        /** Some servers tell a session of its own end, at a time when nobody waits for it. */
        private void forget() {
            synchronized (events) {
                fate.isOver = true;
            }
        }

        CountDownLatch startBarrier() {
            CountDownLatch answered = new CountDownLatch(1);
            // Answers and events reach the application on one thread, in the order of arrival.
            exists("/", false, (code, path, context, stat) -> answered.countDown(), null);
            return answered;
        }

    }

    private void record(String name, WatchedEvent event, Fate fate) {
        if (event.getType() == Watcher.Event.EventType.None) {
            fate.connected.countDown();
            if (event.getState() == Watcher.Event.KeeperState.AuthFailed) {
                fate.refused.countDown();
            }
            return;
        }
        int type = event.getType().getIntValue();
        synchronized (events) {
            if (fate.isOver) {
                return;
            }
            events.add(JSON.createObjectNode().put("s", name).put("type", type).put("path", event.getPath()));
            events.notifyAll();
        }
    }
}
