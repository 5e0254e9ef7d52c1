#!/usr/bin/env bash
# ./gyms test [dotnet test options]: formatting, build, every test project, and the tests of the Python in models/.
# A failed or skipped test, or a project that ran none, fails the run. The last line counts them all.
set -euo pipefail
root=${GYMS_HOME:-$(cd "$(dirname "$0")/.." && pwd)}
cd "$root"

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0

# tally NAME EXIT_CODE PASSED FAILED SKIPPED: a run that ended badly or ran nothing counts as a failure too.
tally() {
  local name=$1 code=$2 p=${3:-0} f=${4:-0} s=${5:-0}
  if { [ "$code" -ne 0 ] && [ "$f" -eq 0 ]; } || [ $((p + f)) -eq 0 ]; then
    echo "$name: ended with exit code $code after $p tests"
    f=$((f + 1))
  fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

dotnet_tests() {
  local name code=0 counters
  name=$(basename "$1" .csproj)
  echo "== $name"
  shift
  dotnet test "tests/$name/$name.csproj" -c Release --no-build --nologo --logger "trx;LogFileName=$name.trx" \
    --results-directory "$results" --blame-hang-timeout 10m "$@" || code=$?
  counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null || true)
  count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
  local total executed
  total=$(count total) executed=$(count executed)
  tally "$name" "$code" "$(count passed)" "$(count failed)" $((${total:-0} - ${executed:-0}))
}

python_tests() {
  local code=0 log="$results/python.log" ran bad s
  echo "== $1"
  /usr/bin/python3 -m unittest discover -t models -s "$1" 2>&1 | tee "$log" || code=$?
  ran=$(sed -n 's/^Ran \([0-9]*\) test.*/\1/p' "$log") bad=$(grep -cE '^(FAIL|ERROR):' "$log" || true)
  s=$(sed -n 's/.*skipped=\([0-9]*\).*/\1/p' "$log")
  tally "$1" "$code" $((${ran:-0} - bad - ${s:-0})) "$bad" "${s:-0}"
}

echo "== formatting and build"
dotnet restore --verbosity quiet
dotnet format --verify-no-changes --no-restore --severity warn
npm --prefix src/GetYourMusicStyle.Page run --silent check
dotnet build -c Release --no-restore --nologo -v quiet -clp:NoSummary

for project in tests/*.Tests/*.csproj; do
  dotnet_tests "$project" "$@"
done
python_tests models/corpus
python_tests models/training/tests

table=artifacts/bin/GetYourMusicStyle.Features.Tests/release/golden-comparison.md
[ -e "$table" ] && { echo "== worst error against librosa, as a share of the tolerance"; cat "$table"; }
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ] && [ "$passed" -gt 0 ]
