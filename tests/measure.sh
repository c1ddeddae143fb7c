#!/usr/bin/env bash
# Prints figures of a built MusicGraph: how long it takes to be ready, and how much memory it takes.
#   tests/measure.sh [Debug|Release]
# The music to import comes from where test.sh has put it; without it, the import is left out.
set -euo pipefail
cd "$(dirname "$0")/.."

host="dapr/Host/bin/${1:-Debug}/net10.0/MusicGraph.Host.dll"
music="${MUSICGRAPH_TEST_MUSIC:-${XDG_CACHE_HOME:-$HOME/.cache}/musicgraph/wesnoth-1.16-music}"
port="${PORT:-5099}"
work="$(mktemp -d)"
pid=
trap 'if [ -n "$pid" ]; then kill -9 "$pid" 2>/dev/null || true; fi; rm -rf "$work"' EXIT
[ -f "$host" ] || { echo "$host is not built." >&2; exit 1; }

# Starts the host with the given options, waits for its last line, prints figures and stops it.
measure() {
  local what="$1"
  shift
  rm -f "$work/out"
  dotnet "$host" --port "$port" --data "$work/data" "$@" >"$work/out" 2>&1 &
  pid=$!
  until grep -qs '^ready in' "$work/out"; do
    kill -0 "$pid" 2>/dev/null || { cat "$work/out" >&2; exit 1; }
    sleep 0.05
  done
  local processes="$pid $(pgrep -P "$pid" | tr '\n' ' ')" resident=0 peak=0 process
  for process in $processes; do
    resident=$((resident + $(awk '/^VmRSS/ { print $2 }' "/proc/$process/status")))
    peak=$((peak + $(awk '/^VmHWM/ { print $2 }' "/proc/$process/status")))
  done
  printf '%-34s %s, %d MB resident, %d MB at the peak' "$what" "$(grep '^ready in' "$work/out")" $((resident / 1024)) $((peak / 1024))
  if grep -q '^imported' "$work/out"; then printf ', %s' "$(grep '^imported' "$work/out")"; fi
  printf '\n'
  kill -TERM "$pid"
  wait "$pid"
  pid=
}

measure 'first start, with the demo world'
measure 'second start'
if [ -d "$music" ]; then
  measure 'import of wesnoth-1.16-music' --import "$music"
  measure 'the same import again' --import "$music"
fi
measure 'each app a process' --processes
