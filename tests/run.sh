#!/usr/bin/env bash
# ./gyms test: builds, and runs every test; see usage.
set -euo pipefail
root=${GYMS_HOME:-$(cd "$(dirname "$0")/.." && pwd)}
cd "$root"

usage() {
  cat <<'END'
Usage: ./gyms test [--quick] [dotnet test options]

Builds everything, then runs the formatting check, every test project, and the tests of the Python in models/, several at a time: one more than
there are processors, or GYMS_TEST_JOBS. What each has said is printed when it ends. The last line counts the tests. A failed or skipped test, a
project that ran none, or a check that fails ends the run with an error.

  --quick  For the daily loop: leaves out the tests that start a server or a browser, train a model or take long, and of the formatting checks
           those that the build makes anyway; the last lines say which.

Examples:
  ./gyms test
  ./gyms test --quick
  ./gyms test --filter FullyQualifiedName~Catalog
END
}

quick='' filter='' options=()
while [ $# -gt 0 ]; do
  case "$1" in
    --quick) quick=yes ;;
    --filter) filter=$2; shift ;;
    -h | --help | "-?") usage; exit 0 ;;
    *) options+=("$1") ;;
  esac
  shift
done
[ -z "$quick" ] || filter="${filter:+($filter)&}Category!=Slow&DisplayName!~Postgres"
[ -z "$filter" ] || options=(--filter "$filter" "${options[@]}")

# Projects whose every test is slow, and of the others those that take longest, to begin with.
slow=(tests/GetYourMusicStyle.{EndToEnd,Browser,Storage}.Tests)
long=(tests/GetYourMusicStyle.{Pipeline,Cli,Catalog,Audio,Recommender}.Tests)
[ -n "$quick" ] || long=("${slow[0]}" "${long[0]}" "${slow[@]:1}" "${long[@]:1}")
rest=()
for project in tests/*.Tests; do
  [[ " ${slow[*]} ${long[*]} " == *" $project "* ]] || rest+=("$project")
done
python=(models/corpus)
[ -n "$quick" ] || python=(models/training/tests "${python[@]}")

export POSTGRES_UNSYNCED=yes DOTNET_CLI_TELEMETRY_OPTOUT=1 ORT_DISABLE_TELEMETRY=1 MASSTRANSIT_USAGE_TELEMETRY=false
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
trap 'kill $(jobs -p) 2>/dev/null; exit 130' INT TERM
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

# Each kind of job has a function that runs it and one that counts what it did, by its exit code and what it left in $results.
check_run() {
  case "$1" in
    formatting) dotnet format --verify-no-changes --no-restore --severity warn ;;
    whitespace) dotnet format whitespace . --folder --verify-no-changes --exclude artifacts ;;
    page) npm --prefix src/GetYourMusicStyle.Page run --silent check ;;
  esac
}

check_count() { [ "$2" -eq 0 ] || tally "$1" "$2"; }

dotnet_run() {
  local name=${1#tests/}
  dotnet test "$1/$name.csproj" -c Release --no-build --nologo --logger "trx;LogFileName=$name.trx" \
    --results-directory "$results" --blame-hang-timeout 10m "${options[@]}"
}

dotnet_count() {
  local name=${1#tests/} counters total executed
  counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null || true)
  count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
  total=$(count total) executed=$(count executed)
  tally "$name" "$2" "$(count passed)" "$(count failed)" $((${total:-0} - ${executed:-0}))
}

# One thread each: more would only take turns with what runs beside them.
python_run() { OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 /usr/bin/python3 -m unittest discover -t models -s "$1"; }

python_count() {
  local log="$results/${1//\//-}.log" ran bad s
  ran=$(sed -n 's/^Ran \([0-9]*\) test.*/\1/p' "$log") bad=$(grep -cE '^(FAIL|ERROR):' "$log" || true)
  s=$(sed -n 's/.*skipped=\([0-9]*\).*/\1/p' "$log")
  tally "$1" "$2" $((${ran:-0} - bad - ${s:-0})) "$bad" "${s:-0}"
}

declare -A job_of=()

begin() {
  "$1_run" "$2" >"$results/${2//\//-}.log" 2>&1 &
  job_of[$!]="$1 $2 $SECONDS"
}

# Waits until one of the jobs ends, prints what it said, and counts it.
end_one() {
  local pid code=0 kind what since
  wait -n -p pid "${!job_of[@]}" || code=$?
  read -r kind what since <<<"${job_of[$pid]}"
  unset "job_of[$pid]"
  echo "== ${what#tests/} ($((SECONDS - since)) s)"
  cat "$results/${what//\//-}.log"
  "${kind}_count" "$what" "$code"
}

echo "== build"
dotnet build -c Release --nologo -v quiet -clp:NoSummary

jobs=("dotnet ${long[0]}")
for package in "${python[@]}"; do jobs+=("python $package"); done
if [ -n "$quick" ]; then jobs+=("check whitespace"); else jobs+=("check formatting"); fi
jobs+=("check page")
for project in "${long[@]:1}" "${rest[@]}"; do jobs+=("dotnet $project"); done

slots=${GYMS_TEST_JOBS:-$(($(nproc) + 1))}
for job in "${jobs[@]}"; do
  [ ${#job_of[@]} -lt "$slots" ] || end_one
  # shellcheck disable=SC2086
  begin $job
done
while [ ${#job_of[@]} -gt 0 ]; do end_one; done

table=artifacts/bin/GetYourMusicStyle.Features.Tests/release/golden-comparison.md
[ -e "$table" ] && { echo "== worst error against librosa, as a share of the tolerance"; cat "$table"; }
if [ -n "$quick" ]; then
  echo "Left out by --quick: the tests of training, ${slow[*]##*/}, and elsewhere what is on PostgreSQL or has the trait Category=Slow."
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ] && [ "$passed" -gt 0 ]
