/*
 * What an application does with ZooKeeper's C client, while the connections of one of its two handles are cut and its
 * session is resumed. Arguments: the address at which they are cut, and one at which they are not. It prints "cut" and
 * "heal" when that is to happen and waits for a line each time; the last line it prints is "done".
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zookeeper/zookeeper.h>

#define PATIENCE_S 30
#define MANY 5000
#define CHECK(condition) do { if (!(condition)) fail(#condition, __LINE__); } while (0)
#define OK(call) do { int code = (call); if (code != ZOK) fail_by(#call, __LINE__, code); } while (0)

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int state;               /* of the far handle's session */
static int events;              /* fired watches */
static int last_type;
static char last_path[256];
static int answered;            /* of many requests at once */
static int unanswered;          /* those whose connection was lost */

static void fail(const char *what, int line)
{
    fprintf(stderr, "line %d: %s\n", line, what);
    exit(1);
}

static void fail_by(const char *call, int line, int code)
{
    fprintf(stderr, "line %d: %s: %s\n", line, call, zerror(code));
    exit(1);
}

/* Waits until a number that the client's threads change is what is expected. */
static void await(const int *number, int expected)
{
    struct timespec end;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += PATIENCE_S;
    pthread_mutex_lock(&gate);
    while (*number != expected)
        if (pthread_cond_timedwait(&changed, &gate, &end))
            fail("it does not become so", expected);
    pthread_mutex_unlock(&gate);
}

static void on_session(zhandle_t *handle, int type, int now, const char *path, void *context)
{
    pthread_mutex_lock(&gate);
    if (type == ZOO_SESSION_EVENT && *(int *)context)
        state = now;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&gate);
}

static void on_watch(zhandle_t *handle, int type, int now, const char *path, void *context)
{
    if (type == ZOO_SESSION_EVENT)
        return;
    pthread_mutex_lock(&gate);
    last_type = type;
    snprintf(last_path, sizeof last_path, "%s", path);
    events++;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&gate);
}

static void on_data(int code, const char *value, int length, const struct Stat *stat, const void *context)
{
    pthread_mutex_lock(&gate);
    if (code == ZOK && length == 3)
        answered++;
    else if (code == ZCONNECTIONLOSS)
        unanswered++;
    else
        fail(zerror(code), __LINE__);
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&gate);
}

static void on_auth(int code, const void *context)
{
    pthread_mutex_lock(&gate);
    *(int *)context = code == ZOK;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&gate);
}

static void ask(const char *what)
{
    char line[16];
    puts(what);
    fflush(stdout);
    CHECK(fgets(line, sizeof line, stdin) != NULL);
}

static void cut(void)
{
    ask("cut");
    await(&state, ZOO_CONNECTING_STATE);
}

static void heal(zhandle_t *far, const clientid_t *before)
{
    ask("heal");
    await(&state, ZOO_CONNECTED_STATE);
    CHECK(memcmp(zoo_client_id(far), before, sizeof *before) == 0);
}

static int is(zhandle_t *handle, const char *path, const char *expected)
{
    char data[64];
    int length = sizeof data;
    struct Stat stat;
    OK(zoo_get(handle, path, 0, data, &length, &stat));
    return length == (int)strlen(expected) && memcmp(data, expected, length) == 0;
}

static void reads_and_writes(zhandle_t *far)
{
    char made[64];
    struct Stat stat;
    struct String_vector children;
    OK(zoo_create(far, "/c", "one", 3, &ZOO_OPEN_ACL_UNSAFE, ZOO_PERSISTENT, made, sizeof made));
    CHECK(strcmp(made, "/c") == 0 && is(far, "/c", "one"));
    OK(zoo_set2(far, "/c", "two", 3, 0, &stat));
    CHECK(stat.version == 1 && stat.dataLength == 3);
    OK(zoo_create2(far, "/c/s-", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_PERSISTENT_SEQUENTIAL, made, sizeof made, &stat));
    CHECK(strcmp(made, "/c/s-0000000000") == 0 && stat.czxid == stat.pzxid);
    OK(zoo_create(far, "/c/container", NULL, -1, &ZOO_OPEN_ACL_UNSAFE, ZOO_CONTAINER, made, sizeof made));
    OK(zoo_create_ttl(far, "/c/ttl", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_PERSISTENT_WITH_TTL, 60000, made, sizeof made));
    OK(zoo_get_children2(far, "/c", 0, &children, &stat));
    CHECK(children.count == 3 && stat.numChildren == 3);
    deallocate_String_vector(&children);
    CHECK(zoo_create(far, "/c", "", 0, &ZOO_OPEN_ACL_UNSAFE, 0, NULL, 0) == ZNODEEXISTS);
    CHECK(zoo_exists(far, "/none", 0, &stat) == ZNONODE);
    CHECK(zoo_set(far, "/c", "", 0, 7) == ZBADVERSION);
    CHECK(zoo_delete(far, "/c", -1) == ZNOTEMPTY);
    OK(zoo_delete(far, "/c/container", 0));
    OK(zoo_delete(far, "/c/ttl", -1));
    OK(zoo_delete(far, "/c/s-0000000000", -1));
}

static void transactions(zhandle_t *far)
{
    char made[64];
    struct Stat stat;
    zoo_op_t operations[4];
    zoo_op_result_t results[4];
    zoo_create_op_init(&operations[0], "/c/t", "x", 1, &ZOO_OPEN_ACL_UNSAFE, 0, made, sizeof made);
    zoo_set_op_init(&operations[1], "/c/t", "y", 1, 0, &stat);
    zoo_check_op_init(&operations[2], "/c/t", 1);
    zoo_delete_op_init(&operations[3], "/c/t", 1);
    OK(zoo_multi(far, 4, operations, results));
    CHECK(strcmp(made, "/c/t") == 0 && stat.version == 1);
    zoo_check_op_init(&operations[2], "/c/t", 9);
    CHECK(zoo_multi(far, 4, operations, results) == ZBADVERSION);
    CHECK(results[0].err == ZOK && results[2].err == ZBADVERSION && results[3].err == ZRUNTIMEINCONSISTENCY);
    CHECK(zoo_exists(far, "/c/t", 0, &stat) == ZNONODE);
}

static void permissions(zhandle_t *far, zhandle_t *near)
{
    int is_done = 0;
    char data[8];
    int length = sizeof data;
    struct ACL_vector acl;
    struct Stat stat;
    OK(zoo_add_auth(far, "digest", "user:secret", 11, on_auth, &is_done));
    await(&is_done, 1);
    OK(zoo_create(far, "/c/closed", "one", 3, &ZOO_CREATOR_ALL_ACL, 0, NULL, 0));
    CHECK(zoo_get(near, "/c/closed", 0, data, &length, NULL) == ZNOAUTH);
    OK(zoo_get_acl(far, "/c/closed", &acl, &stat));
    CHECK(acl.count == 1 && strcmp(acl.data[0].id.scheme, "digest") == 0);
    deallocate_ACL_vector(&acl);
}

static void a_cut_connection(zhandle_t *far, zhandle_t *near)
{
    clientid_t before = *zoo_client_id(far);
    struct Stat stat;
    char data[8];
    int length = sizeof data;
    OK(zoo_create(far, "/c/mine", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_EPHEMERAL, NULL, 0));
    OK(zoo_wget(far, "/c", on_watch, NULL, data, &length, NULL));

    cut();
    OK(zoo_exists(near, "/c/mine", 0, &stat));
    CHECK(stat.ephemeralOwner == before.client_id);
    OK(zoo_set(near, "/c", "six", 3, -1));
    heal(far, &before);

    await(&events, 1); /* The change was missed, and the watch tells of it. */
    CHECK(last_type == ZOO_CHANGED_EVENT && strcmp(last_path, "/c") == 0);
    OK(zoo_exists(far, "/c/mine", 0, &stat));
    CHECK(is(far, "/c/closed", "one")); /* Its credentials were given again. */
}

static void many_at_once(zhandle_t *far)
{
    clientid_t before = *zoo_client_id(far);
    int all;
    for (int i = 0; i < MANY; i++)
        OK(zoo_aget(far, "/c", 0, on_data, NULL));
    cut();
    heal(far, &before);
    CHECK(is(far, "/c", "six")); /* Behind all the others. */
    pthread_mutex_lock(&gate);
    all = answered + unanswered;
    answered = 0;
    pthread_mutex_unlock(&gate);
    CHECK(all == MANY);
    for (int i = 0; i < MANY; i++)
        OK(zoo_aget(far, "/c", 0, on_data, NULL));
    await(&answered, MANY);
}

int main(int count, char **arguments)
{
    int is_far = 1, is_near = 0;
    struct Stat stat;
    zhandle_t *far, *near;
    CHECK(count == 3);
    zoo_set_debug_level(ZOO_LOG_LEVEL_ERROR);
    zoo_set_log_stream(fopen("/dev/null", "w")); /* A cut connection is an error to its log. */
    far = zookeeper_init2(arguments[1], on_session, 20000, NULL, &is_far, ZOO_NO_LOG_CLIENTENV, NULL);
    near = zookeeper_init2(arguments[2], on_session, 20000, NULL, &is_near, ZOO_NO_LOG_CLIENTENV, NULL);
    CHECK(far != NULL && near != NULL);
    await(&state, ZOO_CONNECTED_STATE);

    reads_and_writes(far);
    transactions(far);
    permissions(far, near);
    a_cut_connection(far, near);
    many_at_once(far);

    OK(zoo_delete(far, "/c/closed", -1));
    OK(zookeeper_close(far));
    CHECK(zoo_exists(near, "/c/mine", 0, &stat) == ZNONODE);
    OK(zoo_delete(near, "/c", -1));
    OK(zookeeper_close(near));
    puts("done");
    return 0;
}
