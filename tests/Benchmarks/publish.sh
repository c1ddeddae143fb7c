#!/usr/bin/env bash
# Measures how many events a second the durable embedded broker accepts through a sidecar on one core, each flushed to disk before
# it is answered: singly, and a hundred in a request. At the end the server is killed with -9 and the file is asked for what was
# acknowledged.
#
#   publish.sh [SECONDS]     how long each reading takes; 10 by default
#
# Needs wrk, curl, sqlite3, taskset and two cores: the publishers have the other one.
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
seconds=${1:-10}
connections=256
port=15390
work=$(mktemp -d)
server=''
finish() {
  [ -z "$server" ] || kill -9 "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

dotnet publish -c Release -v quiet -nologo -o "$work/app" "$here/DaprBench"

data='{"eventId":"0190c0de-0000-7000-8000-000000000000","song":{"id":"0190c0de-0000-7000-8000-000000000001","title":"A song of two hundred bytes","artist":"Somebody","album":"Something","seconds":215}}'
cat >"$work/single.lua" <<LUA
wrk.method, wrk.headers["Content-Type"], wrk.body = "POST", "application/json", [[$data]]
LUA
cat >"$work/bulk.lua" <<LUA
local entries = {}
for i = 1, 100 do entries[i] = '{"entryId":"' .. i .. '","contentType":"application/json","event":$data}' end
wrk.method, wrk.headers["Content-Type"], wrk.body = "POST", "application/json", "[" .. table.concat(entries, ",") .. "]"
LUA

# reading NAME SCRIPT PATH CONNECTIONS EVENTS-A-REQUEST
reading() {
  local folder
  folder=$(mktemp -d -p "$work")
  port=$((port + 1))
  taskset -c 0 dotnet "$work/app/MusicGraph.DaprBench.dll" publish "$folder" "$port" >"$folder/log" 2>&1 &
  server=$!
  curl --retry 100 --retry-delay 0 --retry-all-errors -sf -o /dev/null "http://127.0.0.1:$port/v1.0/healthz" || { cat "$folder/log" >&2; return 1; }
  taskset -c 1 wrk -t 1 -c "$4" -d 5 -s "$work/$2" "http://127.0.0.1:$port$3" >/dev/null # Until the code is compiled for good.
  local before
  before=$(sqlite3 "$folder/pubsub.db" 'SELECT COUNT(*) FROM messages')
  taskset -c 1 wrk -t 1 -c "$4" -d "$seconds" --latency -s "$work/$2" "http://127.0.0.1:$port$3" >"$folder/wrk"
  kill -9 "$server"
  wait "$server" 2>/dev/null || true
  server=''
  ! grep -q 'Non-2xx\|Socket errors' "$folder/wrk" || { cat "$folder/wrk" >&2; return 1; }
  awk -v name="$1" -v events="$5" -v kept="$(($(sqlite3 "$folder/pubsub.db" 'SELECT COUNT(*) FROM messages') - before))" '
    /requests in/ { acknowledged = $1 * events }
    /Requests\/sec/ { rate = $2 * events }
    /99%/ { p99 = $2 }
    END {
      printf "%s: %d events/s, p99 %s; acknowledged %d, on disk after kill -9 %d\n", name, rate, p99, acknowledged, kept
      exit kept < acknowledged }' "$folder/wrk"
}

reading "singly, $connections publishers" single.lua /v1.0/publish/pubsub/songs "$connections" 1
reading "a hundred in a request, 8 publishers" bulk.lua /v1.0/publish/bulk/pubsub/songs 8 100
