#!/usr/bin/env bash
# Compares how fast documents are parsed and validated with npm graphql 17, on the same core: the
# introspection query and a document of 100 KB. Needs node, npm, taskset and the .NET SDK.
#
#   documents.sh

set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/documents"
cp "$here/documents.mjs" "$work"
cd "$work"
npm install --no-audit --no-fund --loglevel=error --omit-lockfile-registry-resolved graphql@17
node documents.mjs documents write
dotnet publish -c Release -v quiet -nologo -o ours "$here/BenchServer"
taskset -c 0 dotnet ours/MusicGraph.BenchServer.dll documents documents >ours.txt
NODE_ENV=production taskset -c 0 node documents.mjs documents >theirs.txt
join ours.txt theirs.txt | awk '
  BEGIN { printf "%-14s %8s  %-15s %10s %10s %8s\n", "document", "bytes", "", "ours MB/s", "npm MB/s", "ratio" }
  {
    printf "%-14s %8d  %-15s %10.1f %10.2f %8.1f\n", $1, $2, "parse", $4, $(NF-2), $4 / $(NF-2)
    printf "%-14s %8s  %-15s %10.1f %10.2f %8.1f\n", "", "", "parse+validate", $6, $NF, $6 / $NF
  }'
