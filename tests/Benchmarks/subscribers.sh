#!/usr/bin/env bash
# Measures how an event reaches many graphql-transport-ws subscribers of BenchServer, the last of them, beside a server that only writes
# the same bytes to all sockets (floor).
#
#   subscribers.sh [BENCH-FOLDER] [subs.sh options]
#
# BENCH-FOLDER is as in peers.sh. Without options three rounds of 100 events to 10,000 subscribers.
# The limit of open files must allow two for each subscriber.

set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
source=$here/../../../shared/bench
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
  source=$1
  shift
fi
[ -f "$source/subs.sh" ] || { echo "subscribers.sh: there is no subs.sh in $source" >&2; exit 2; }
[ $# -gt 0 ] || set -- -n 10000

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$source/." "$work"
cd "$work"
[ -d node_modules ] || npm install --no-audit --no-fund --loglevel=error
dotnet publish -c Release -v quiet -nologo -o ours "$here/BenchServer"
dotnet publish -c Release -v quiet -nologo -o floor-ws "$here/SocketFloor"
./subs.sh "$@" \
  "floor=http://127.0.0.1:5208/graphql=env PORT=5208 dotnet floor-ws/MusicGraph.SocketFloor.dll" \
  "ours=http://127.0.0.1:5207/graphql=env PORT=5207 dotnet ours/MusicGraph.BenchServer.dll"
