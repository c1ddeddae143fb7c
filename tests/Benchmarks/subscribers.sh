#!/usr/bin/env bash
# Measures how an event reaches many graphql-transport-ws subscribers of BenchServer, the last of them, beside a server that only writes
# the same bytes to all sockets (floor). The server has core 0, the subscribers core 1; each reading has fresh processes.
#
#   subscribers.sh [-n SUBSCRIBERS] [-m EVENTS] [-r ROUNDS] [NAME=URL=START-COMMAND...]
#
# Without options three rounds of 300 events to 10,000. Further servers, such as the peers of ../shared/bench, may be named; they are
# started in a copy of that folder. The limit of open files must allow two for each subscriber.

set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
shared=$here/../../../shared/bench
[ -f "$shared/servers.sh" ] || { echo "subscribers.sh: there is no servers.sh in $shared" >&2; exit 2; }

subscribers=10000 events=300 rounds=3
while getopts n:m:r: option; do
  case $option in
    n) subscribers=$OPTARG ;; m) events=$OPTARG ;; r) rounds=$OPTARG ;;
    *) sed -n '5p' "$0" >&2; exit 2 ;;
  esac
done
shift $((OPTIND - 1))

work=$(mktemp -d)
cp -r "$shared/." "$work"
cd "$work"
. ./servers.sh
trap 'stop_all; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
[ $# = 0 ] || [ -d node_modules ] || npm install --no-audit --no-fund --loglevel=error
for project in BenchServer SocketFloor Subscribers; do
  dotnet publish -c Release -v quiet -nologo -o "$project" "$here/$project"
done
ulimit -n "$(ulimit -H -n)"

reading() {
  start "$1" "$2" "$3"
  quiet
  echo "== $1, round $round"
  # On the thread that hears of the bytes, so that reading them costs no hop.
  DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 taskset -c 1 \
    dotnet Subscribers/MusicGraph.Subscribers.dll "$2" "$subscribers" "$events" "${pids[$1]}"
  stop "$1"
}

for round in $(seq "$rounds"); do
  each reading \
    "floor=http://127.0.0.1:5208/graphql=env PORT=5208 dotnet SocketFloor/MusicGraph.SocketFloor.dll" \
    "ours=http://127.0.0.1:5207/graphql=env PORT=5207 dotnet BenchServer/MusicGraph.BenchServer.dll" "$@"
done
