import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Comparator;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.nodes.GroupMember;
import org.apache.curator.retry.RetryNTimes;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.UriSpec;

/**
 * Registers an instance with Curator's service discovery and a member of a group, and tells what it sees of others.
 * Arguments: server, path of the services, path of the group. It prints "ready", and for each line of its input one
 * line: the instances of that name, or with "group" the members, or it ends with "end".
 */
public final class CuratorServices {
    public static void main(String[] args) throws Exception {
        CuratorFramework client =
            CuratorFrameworkFactory.newClient(args[0], 10_000, 10_000, new RetryNTimes(100, 100));
        client.start();
        ServiceDiscovery<String> services =
            ServiceDiscoveryBuilder.builder(String.class).client(client).basePath(args[1]).build();
        services.start();
        services.registerService(ServiceInstance.<String>builder()
            .name("orders").id("curators").address("10.0.0.1").port(8080).payload("of Curator")
            .uriSpec(new UriSpec("{scheme}://{address}:{port}")).build());
        GroupMember member = new GroupMember(client, args[2], "curators", "of Curator".getBytes("UTF-8"));
        member.start();
        while (!member.getCurrentMembers().containsKey("ours")
            || client.checkExists().forPath(args[2] + "/curators") == null)
            Thread.sleep(20);
        System.out.println("ready");

        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        for (String line = input.readLine(); line != null && !line.equals("end"); line = input.readLine())
            System.out.println(line.equals("group") ? members(member) : instances(services, line));
        member.close();
        services.close();
        client.close();
        System.exit(0);
    }

    private static String members(GroupMember member) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String id : new java.util.TreeSet<>(member.getCurrentMembers().keySet()))
            text.append(id).append('=').append(new String(member.getCurrentMembers().get(id), "UTF-8")).append(';');
        return text.toString();
    }

    private static String instances(ServiceDiscovery<String> services, String name) throws Exception {
        StringBuilder text = new StringBuilder();
        services.queryForInstances(name).stream().sorted(Comparator.comparing(ServiceInstance::getId)).forEach(one ->
            text.append(one.getId()).append('=').append(one.buildUriSpec()).append(' ').append(one.getPayload())
                .append(' ').append(one.isEnabled()).append(';'));
        return text.toString();
    }
}
