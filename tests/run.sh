#!/usr/bin/env bash
# ./gyms test: checks formatting, builds, runs every test project. A skipped test fails the run.
set -euo pipefail
root=${GYMS_HOME:-$(cd "$(dirname "$0")/.." && pwd)}
cd "$root"

echo "== formatting"
dotnet restore --verbosity quiet
dotnet format --verify-no-changes --no-restore --severity warn
echo "== build"
dotnet build -c Release --no-restore --nologo -v quiet

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0
for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  echo "== $name"
  code=0
  dotnet test "$project" -c Release --no-build --nologo --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
    --blame-hang-timeout 10m "$@" || code=$?
  counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null || true)
  count() { grep -o " $1=\"[0-9]*\"" <<<"$counters" | grep -o '[0-9]*' || echo 0; }
  p=$(count passed) f=$(count failed) t=$(count total)
  [ "$code" -ne 0 ] && [ "$f" -eq 0 ] && f=1          # a crash of the test host is a failure too
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + (t > p + f ? t - p - f : 0)))
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ] && [ "$passed" -gt 0 ]
