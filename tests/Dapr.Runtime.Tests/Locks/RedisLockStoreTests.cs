using MusicGraph.Dapr.Runtime.Locks;
using MusicGraph.Dapr.Runtime.Locks.Redis;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.Locks;

public sealed class RedisLockStoreTests(ServerFixture<RedisServer> server) : LockStoreConformance, IClassFixture<ServerFixture<RedisServer>>
{
    internal override async Task<ILockStore> OpenAsync()
        => (ILockStore)await RedisLockStore.OpenAsync(
            ComponentContexts.Create("lock.redis", ".", TimeProvider.System, ("redisHost", server.Server.Host)), TestContext.Current.CancellationToken);

    protected override Task ExpireAsync() => WaitUntilFreeAsync();
}
