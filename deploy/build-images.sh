#!/usr/bin/env bash
# Builds an image for each app of tye.yaml.
#   deploy/build-images.sh [PREFIX] [TAG]     musicgraph and latest, when nothing is said
set -euo pipefail
cd "$(dirname "$0")/.."

sed -n 's|^  project: ||p' tye.yaml | while read -r project; do
  name="$(basename "$project" .csproj | tr '[:upper:]' '[:lower:]')"
  base=plain
  if [ "$name" = audio ]; then base=with-ffmpeg; fi
  docker build --file deploy/Dockerfile --build-arg PROJECT="$project" --build-arg BASE="$base" --tag "${1:-musicgraph}/$name:${2:-latest}" .
done
