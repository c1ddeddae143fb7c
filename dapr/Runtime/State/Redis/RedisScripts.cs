namespace MusicGraph.Dapr.Runtime.State.Redis;

/// <summary>What is done in the server, where a script runs without any other command in between.</summary>
internal static class RedisScripts
{
    public const string Write = "s";
    public const string FirstWrite = "f";
    public const string Delete = "d";

    /// <summary>How many arguments an operation has in <see cref="Execute"/>.</summary>
    public const int ArgumentsPerOperation = 4;

    /// <summary>
    /// Does operations together: all are checked before the first is done, so that none is where one does not fit. A key each; as arguments
    /// its etag or nothing, what to do, the value, and the seconds it stays or 0. Answers 1, or 0 where an etag does not fit.
    /// </summary>
    /// <remarks>
    /// A value is kept as daprd keeps it, as a hash of <c>data</c> and <c>version</c>. A new key's version starts with the server's time and
    /// not with 1, so that the etag of a value that was removed never fits the one that came after it.
    /// </remarks>
    public const string Execute = """
        local versions = {}
        for i, key in ipairs(KEYS) do
          local etag, mode = ARGV[i * 4 - 3], ARGV[i * 4 - 2]
          if versions[key] == nil then
            local version = redis.pcall('HGET', key, 'version')
            if type(version) == 'table' then version = 'none' end
            versions[key] = version
          end
          if etag ~= '' then
            if versions[key] ~= etag then return 0 end
          elseif mode == 'f' and versions[key] then
            return 0
          end
          versions[key] = mode ~= 'd' and '\0'
        end
        local time = redis.call('TIME')
        for i, key in ipairs(KEYS) do
          local mode, ttl = ARGV[i * 4 - 2], tonumber(ARGV[i * 4])
          if mode == 'd' then
            redis.call('DEL', key)
          else
            if redis.call('TYPE', key).ok ~= 'hash' then redis.call('DEL', key) end
            if redis.call('HINCRBY', key, 'version', 1) == 1 then
              redis.call('HSET', key, 'version', time[1] .. string.format('%06d', time[2]))
            end
            redis.call('HSET', key, 'data', ARGV[i * 4 - 1])
            if mode == 'f' then redis.call('HSET', key, 'first-write', 0) end
            if ttl > 0 then redis.call('EXPIRE', key, ttl) else redis.call('PERSIST', key) end
          end
        end
        return 1
        """;
}
