#!/usr/bin/env bash
# Measures edits of playlists of 10 to 10,000 songs at a fixed rate: through the playlists service beside its embedded sidecar, with SQLite
# on disk, or through the gateway. All services, their sidecars and the load share the machine. Open loop: a request's time is counted
# from when it was due. At the end the playlists must hold what was added and not removed.
#
#   playlists.sh [RATE] [SECONDS] [playlists|gateway]     2000 a second for 30 s on the service by default
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
rate=${1:-2000}
seconds=${2:-30}
by=${3:-playlists}
work=$(mktemp -d)
server=''
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

dotnet publish -c Release -v quiet -nologo -o "$work/app" "$here/PlaylistBench"

mkfifo "$work/stop"
dotnet "$work/app/MusicGraph.PlaylistBench.dll" serve "$work" <"$work/stop" >"$work/log" 2>&1 &
server=$!
exec 3>"$work/stop"
until [ -e "$work/addresses.json" ]; do
  kill -0 "$server" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 0.2
done
status=0
dotnet "$work/app/MusicGraph.PlaylistBench.dll" load "$work/addresses.json" "$by" "$rate" "$seconds" || status=$?
awk '{ printf "server: %.1f s of CPU since its start\n", ($14 + $15) / 100 }' "/proc/$server/stat"
du -h "$work/data/musicgraph.db" | awk '{ print "database: " $1 }'
tail -5 "$work/log"
exit $status
