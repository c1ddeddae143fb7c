#!/usr/bin/env bash
# Measures BenchServer against other GraphQL servers with the same schema and data.
#
#   peers.sh [BENCH-FOLDER] [bench.sh options]
#
# BENCH-FOLDER holds the other servers and the harness; by default it is ../shared/bench beside the
# repository. It is copied to a temporary folder, installed, built, checked for equal answers and
# measured there; the raw readings are left in results/ beside this file. Needs what bench.sh needs
# (wrk, curl, taskset, two cores) and node, npm and the .NET SDK. Examples:
#
#   peers.sh                         three rounds over all, about half an hour
#   peers.sh ../bench -r 1 -w 2 -d 5  a first look

set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
source=$here/../../../shared/bench
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
  source=$1
  shift
fi
[ -f "$source/bench.sh" ] || { echo "peers.sh: there is no bench.sh in $source" >&2; exit 2; }

# The others would take it for theirs.
unset PORT

work=$(mktemp -d)
server=''
finish() {
  for pid in $server; do kill "$pid" 2>/dev/null || true; done
  for pid in $server; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

cp -r "$source/." "$work"
cd "$work"
[ -d node_modules ] || npm install --no-audit --no-fund --loglevel=error
dotnet build -c Release -v quiet -nologo floor
dotnet publish -c Release -v quiet -nologo -o ours "$here/BenchServer"

node=(env NODE_ENV=production node)
servers=(
  "floor=http://127.0.0.1:5201/graphql=dotnet floor/bin/Release/net10.0/floor.dll"
  "mercurius=http://127.0.0.1:5204/graphql=${node[*]} servers/mercurius.mjs"
  "yoga=http://127.0.0.1:5203/graphql=${node[*]} servers/yoga.mjs"
  "apollo=http://127.0.0.1:5205/graphql=${node[*]} servers/apollo.mjs"
  "ours=http://127.0.0.1:5207/graphql=env PORT=5207 dotnet ours/MusicGraph.BenchServer.dll"
)

# What answers differently is not worth measuring.
urls=()
for entry in "${servers[@]}"; do
  rest=${entry#*=}
  url=${rest%%=*}
  read -ra command <<<"${rest#*=}"
  "${command[@]}" >/dev/null 2>&1 &
  server="$server $!"
  curl --retry 60 --retry-delay 1 --retry-connrefused -sf -o /dev/null \
    -H 'content-type: application/json' --data-binary @queries/q1.json "$url"
  urls+=("${entry%%=*}=$url")
done
node verify.mjs "${urls[@]}"
for pid in $server; do kill "$pid"; done
for pid in $server; do wait "$pid" 2>/dev/null || true; done
server=''

mkdir -p "$here/results"
./bench.sh -f floor -o "$here/results/$(date +%Y%m%d-%H%M%S).tsv" "$@" "${servers[@]}"
