#!/usr/bin/env bash
# Measures the embedded Dapr runtime as ratios to the same work done without it: server and load have a core each, three rounds
# in turns, the median of each.
#
#   dapr.sh [SECONDS]     how long each reading takes; 5 by default
#
# Needs wrk, curl, taskset and two cores.
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
seconds=${1:-5}
rounds=3
work=$(mktemp -d)
server=''
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

dotnet publish -c Release -v quiet -nologo -o "$work/app" "$here/DaprBench"

# reading NAME URL-PATH MODE...: starts a server in MODE on a port, prints requests a second.
port=15300
reading() {
  local path=$1 mode=$2 folder
  folder=$(mktemp -d -p "$work")
  port=$((port + 1))
  taskset -c 0 dotnet "$work/app/MusicGraph.DaprBench.dll" "$mode" "$folder" "$port" >"$folder/log" 2>&1 &
  server=$!
  curl --retry 100 --retry-delay 0 --retry-all-errors --max-time 30 -sf -o /dev/null "http://127.0.0.1:$port$path" || { cat "$folder/log" >&2; return 1; }
  taskset -c 1 wrk -t 1 -c 1 -d 3 "http://127.0.0.1:$port$path" >/dev/null # Until the code is compiled for good.
  taskset -c 1 wrk -t 1 -c 1 -d "$seconds" "http://127.0.0.1:$port$path" >"$folder/wrk"
  kill "$server"
  wait "$server" 2>/dev/null || true
  server=''
  ! grep -q 'Non-2xx\|Socket errors' "$folder/wrk" || { cat "$folder/wrk" >&2; return 1; }
  awk '/Requests\/sec/ { print $2 }' "$folder/wrk"
}

median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }

for _ in $(seq $rounds); do
  reading /state state-bare >>"$work/state-bare"
  reading /v1.0/state/statestore/song:1 state-sidecar >>"$work/state-sidecar"
  reading /song invoke-direct >>"$work/invoke-direct"
  reading /v1.0/invoke/callee/method/song invoke-sidecars >>"$work/invoke-sidecars"
done
bare=$(median <"$work/state-bare")
sidecar=$(median <"$work/state-sidecar")
awk -v bare="$bare" -v sidecar="$sidecar" 'BEGIN {
  printf "state read on SQLite: bare %d/s, sidecar %d/s, ratio %.2f (at least 0.50 is asked for)\n", bare, sidecar, sidecar / bare }'

direct=$(median <"$work/invoke-direct")
sidecars=$(median <"$work/invoke-sidecars")
awk -v direct="$direct" -v sidecars="$sidecars" 'BEGIN {
  printf "invocation: direct %d/s, through two sidecars %d/s, %.2f times as long (at most 2.50 is asked for)\n", direct, sidecars, direct / sidecars }'
