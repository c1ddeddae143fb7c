#!/usr/bin/env bash
# Measures how many songs a second can be added through the gateway, the catalog and its sidecar, on SQLite, all on this machine: first as
# many as go, then (with a rate) how long each takes at that rate. Every song has one of 5,000 artists, one of 20,000 albums, one of 40
# genres, a year and a country, so that it goes on about eleven lists.
#
#   catalog.sh [SECONDS] [CLIENTS]     how long it adds, 20 by default, and how many add at once, 16 by default
#
# Needs wrk and curl.
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
seconds=${1:-20}
clients=${2:-16}
port=15400
work=$(mktemp -d)
host=''
finish() {
  [ -z "$host" ] || { kill "$host" 2>/dev/null && wait "$host" 2>/dev/null; } || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

dotnet publish -c Release -v quiet -nologo -o "$work/app" "$here/../../dapr/Host"
dotnet "$work/app/MusicGraph.Host.dll" --no-demo --port "$port" --data "$work/data" >"$work/log" 2>&1 &
host=$!
curl --retry 100 --retry-delay 1 --retry-all-errors --max-time 120 -sf -o /dev/null "http://127.0.0.1:$port/healthz" || { cat "$work/log" >&2; exit 1; }
token=$(curl -sf "http://127.0.0.1:$port/users" -H 'Content-Type: application/json' \
  -d '{"userName":"bencher","email":"bencher@example.invalid","password":"long enough for this"}' | sed -n 's/.*"accessToken":"\([^"]*\)".*/\1/p')

cat >"$work/add.lua" <<LUA
math.randomseed(42)
local count = 0
local countries = { "SE", "DE", "US", "BR", "JP", "NG", "IN", "FR" }
wrk.method = "POST"
wrk.path = "/graphql"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer $token"
request = function()
  count = count + 1
  local artist = math.random(5000)
  return wrk.format(nil, nil, nil, string.format(
    '{"query":"mutation(\$i: AddSongInput!) { addSong(input: \$i) { song { id } errors { __typename } } }","variables":{"i":{"title":"Song %d","artists":["Artist %d"],"album":"Album %d","genre":"Genre %d","durationMs":200000,"trackNumber":%d,"releaseDate":"%d","country":"%s"}}}',
    count, artist, artist * 4 + math.random(4), math.random(40), math.random(15), math.random(1960, 2026), countries[math.random(8)]))
end
local failed = 0
response = function(status, headers, body)
  if status ~= 200 or body:find('"song":null') or body:find('"errors":%[') then failed = failed + 1 end
end
LUA

echo "first, while the artists are new:"
wrk -t 1 -c "$clients" -d 5 --latency -s "$work/add.lua" "http://127.0.0.1:$port" | grep -E '99%|Requests/sec|Non-2xx' || true
echo "then:"
wrk -t 1 -c "$clients" -d "$seconds" --latency -s "$work/add.lua" "http://127.0.0.1:$port" | grep -E '50%|99%|Requests/sec|Non-2xx'
curl -sf "http://127.0.0.1:$port/graphql" -H 'Content-Type: application/json' -d '{"query":"{ songs(first: 1) { totalCount } albums(first: 1) { totalCount } artists(first: 1) { totalCount } }"}'
echo
