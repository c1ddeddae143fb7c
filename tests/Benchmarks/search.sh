#!/usr/bin/env bash
# Measures the search service on a generated catalog: how long its index takes to build from the lists of the services, how large it is, and
# how it answers 200 questions a second while 100 songs a second are added. The service has one core, the load the other.
#
#   search.sh [SONGS] [SECONDS]     1,000,000 and 60 when nothing is said; 20000 5 for a first look
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
songs=${1:-1000000}
seconds=${2:-60}
work=$(mktemp -d)
started=()
trap 'for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done; wait; rm -rf "$work"' EXIT
server_core=0 load_core=1
[ "$(nproc)" -gt 1 ] || load_core=0

dotnet publish -c Release -v quiet -nologo -o "$work/service" "$here/../../services/Search"
dotnet publish -c Release -v quiet -nologo -o "$work/bench" "$here/SearchBench"
sidecar=http://127.0.0.1:5301
service=http://127.0.0.1:5302

taskset -c $load_core dotnet "$work/bench/MusicGraph.SearchBench.dll" sidecar $sidecar "$songs" &
started+=($!)
begun=$(date +%s.%N)
taskset -c $server_core dotnet "$work/service/MusicGraph.Search.dll" \
  --urls=$service --DAPR_HTTP_ENDPOINT=$sidecar --APP_ID=search --SearchFolder="$work/index" &
started+=($!)
server=$!
until [ "$(curl -s -o /dev/null -w '%{http_code}' $service/healthz)" = 200 ]; do
  kill -0 $server
  sleep 0.2
done
echo "built from the lists of $songs songs in $(echo "$(date +%s.%N) - $begun" | bc) s"
echo "index: $(du -cm "$work"/index/index-* | tail -1 | cut -f1) MB; memory of the service: $(($(grep VmRSS /proc/$server/status | tr -dc 0-9) / 1024)) MB"
taskset -c $load_core dotnet "$work/bench/MusicGraph.SearchBench.dll" load $service "$songs" "$seconds"
echo "index: $(du -cm "$work"/index/index-* | tail -1 | cut -f1) MB; memory of the service: $(($(grep VmRSS /proc/$server/status | tr -dc 0-9) / 1024)) MB"
