#!/usr/bin/env bash
# Measures sharing with a million followers and reading feeds: through the social service, invoked through the sidecars, and through the
# gateway. All services run beside sidecars in one process, on SQLite and the durable broker; the followers are written straight into the
# social service's state. Requests and the served share two cores.
#
#   feed.sh [FOLLOWERS]     1,000,000 by default; that needs some 700 MB in the temporary folder
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

dotnet publish -c Release -v quiet -nologo -o "$work/app" "$here/SocialBench"
dotnet "$work/app/MusicGraph.SocialBench.dll" "$work" "${1:-1000000}"
