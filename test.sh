#!/usr/bin/env bash
# Runs all tests, and closes with one line: N passed, N failed. What they need and what is missing is installed first: programs from
# apt, clients from npm, and music to import, which is kept in a cache outside of this folder.
#   ./test.sh [--everywhere | --components NAME] [what goes on to `dotnet test`]
# It is all of them on components/local, and, unless something goes on, the faults on components/redis, where there are servers to kill.
# --everywhere has instead, on each other infrastructure, the end-to-end tests for which it matters (those without the trait
# Infrastructure=any). With --components it is all end-to-end tests, on components/NAME alone. The tests start the servers that they need.
set -uo pipefail
cd "$(dirname "$0")"

cache="${XDG_CACHE_HOME:-$HOME/.cache}/musicgraph"
music_package=wesnoth-1.16-music
results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

with_servers='redis postgres-rabbitmq azure'

target=MusicGraph.sln
elsewhere=redis
matters='Infrastructure!=any'
filter="$matters&FullyQualifiedName~FaultTests"
case "${1:-}" in
  --help | -h)
    sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
    exit
    ;;
  --everywhere)
    elsewhere="$with_servers"
    filter="$matters"
    shift
    ;;
  --components)
    # Those whose servers the tests know (tests/EndToEnd/Infrastructure).
    case " local $with_servers " in
      *" ${2:-none} "*) export MUSICGRAPH_COMPONENTS="$2" ;;
      *)
        echo "--components needs the name of a folder in components/ that the tests have servers for: local $with_servers" >&2
        exit 2
        ;;
    esac
    target=tests/EndToEnd
    elsewhere=
    shift 2
    ;;
  ?*)
    elsewhere=
    ;;
esac

# Runs a step silently; says what it printed when it fails.
quietly() {
  local log="$results/step.log"
  "$@" >"$log" 2>&1 && return
  echo "failed: $*" >&2
  tail -n 60 "$log" >&2
  return 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt_updated=
apt_update() {
  [ -n "$apt_updated" ] || quietly as_root apt-get update -q
  apt_updated=1
}

install_programs() {
  local missing=()
  command -v ffprobe >/dev/null || missing+=(ffmpeg)
  command -v chromium >/dev/null || missing+=(chromium)
  command -v npm >/dev/null || missing+=(nodejs npm)
  command -v redis-server >/dev/null || missing+=(redis-server)
  command -v rabbitmq-server >/dev/null || missing+=(rabbitmq-server)
  command -v nginx >/dev/null || missing+=(nginx)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  [ ${#missing[@]} = 0 ] && return
  apt_update
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}"
}

install_clients() {
  local manifest folder installed wanted
  while IFS= read -r manifest; do
    folder="$(dirname "$manifest")"
    # By content: a clone's files are all as old as the clone, whatever is in them.
    installed="$folder/node_modules/.musicgraph-installed"
    wanted="$(cat "$manifest" "$folder/package-lock.json" | sha256sum)"
    [ "$(cat "$installed" 2>/dev/null)" = "$wanted" ] && continue
    quietly npm --prefix "$folder" ci --no-audit --no-fund && echo "$wanted" >"$installed"
  done < <(find tests -name package.json -not -path '*/node_modules/*' -not -path '*/bin/*')
}

fetch_music() {
  export MUSICGRAPH_TEST_MUSIC="$cache/$music_package"
  [ -d "$MUSICGRAPH_TEST_MUSIC" ] && return
  local download="$cache/download" unpacked="$cache/unpacked"
  rm -rf "$download" "$unpacked"
  mkdir -p "$download" "$unpacked"
  (cd "$download" && quietly apt-get download "$music_package") \
    || { apt_update; (cd "$download" && quietly apt-get download "$music_package"); } || return
  quietly dpkg -x "$download"/*.deb "$unpacked" && mv "$unpacked" "$MUSICGRAPH_TEST_MUSIC"
  rm -rf "$download"
}

# Adds up an attribute of the counters in all result files.
count() {
  cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' \
    | awk '{ sum += $1 } END { print sum + 0 }'
}

install_programs || echo "Some programs are missing; the tests that need them will fail." >&2
install_clients || echo "The npm clients are missing; the tests that need them will fail." >&2
fetch_music || echo "The music is missing; the tests that import it will fail." >&2

# Runs the built tests of a target; the arguments go on to `dotnet test`. What failed is said with the name of the components.
run_tests() {
  local log="$results/test.log"
  dotnet test "$@" --no-build -m:1 --logger trx --results-directory "$results" \
    --blame-hang-timeout 10m --blame-hang-dump-type none >"$log" 2>&1 && return
  status=1
  echo "on components/${MUSICGRAPH_COMPONENTS:-local}:" >&2
  grep -vE '^(Data collector|Starting test execution|A total of|Test run for|VSTest version|Results File|Passed!|\s*$)' "$log" >&2
}

status=0
if quietly dotnet build "$target" -v quiet; then
  run_tests "$target" "$@"
  for name in $elsewhere; do
    MUSICGRAPH_COMPONENTS="$name" run_tests tests/EndToEnd --filter "$filter"
  done
else
  status=1
fi

passed=$(count passed)
failed=$(($(count failed) + $(count error) + $(count timeout) + $(count aborted)))
# What broke without a result, such as the build or a test program that died, counts as one.
if [ $status != 0 ] && [ $failed = 0 ]; then failed=1; fi
if [ "$passed" = 0 ] && [ $failed = 0 ]; then status=1; fi
echo "$passed passed, $failed failed"
[ $failed = 0 ] && exit $status
exit 1
