#!/bin/sh
# Runs fuzz targets, all of them when none is named: smoke.sh SECONDS [TARGET...]
# They are seeded from tests/fuzz/corpus, and what they find is kept for the next run in REQUAL_FUZZ_CORPUS (default
# build/fuzz/corpus). What breaks a target is kept in build/fuzz/found; put it into tests/fuzz/corpus/<target>/ with
# the repair.
set -eu
cd "$(dirname "$0")/../.."
if [ "${1:-}" = --one ]; then # --one SECONDS TARGET: a process of the loop below
  seconds=$2 target=$3
  work=${REQUAL_FUZZ_CORPUS:-build/fuzz/corpus}/$target
  log=build/fuzz/$target.log
  mkdir -p "$work"
  dictionary=
  [ ! -e "tests/fuzz/$target.dict" ] || dictionary=-dict=tests/fuzz/$target.dict
  # shellcheck disable=SC2086  # no dictionary, no word
  if REQUAL_FUZZ_TARGET=$target ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=print_stacktrace=1 \
    build/asan/bin/fuzz -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
    $dictionary -artifact_prefix="build/fuzz/found/$target-" "$work" "tests/fuzz/corpus/$target" >"$log" 2>&1; then
    printf '%s: %s runs\n' "$target" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
    exit 0
  fi
  printf '%s: BROKEN, see %s and build/fuzz/found\n%s\n' "$target" "$log" "$(tail -n 30 "$log")"
  exit 1
fi

seconds=${1:-20}
[ $# -eq 0 ] || shift
jobs=${REQUAL_JOBS:-$(nproc)}
# shellcheck disable=SC2046  # a list of words
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls fuzz_*.cpp | sed 's/^fuzz_//; s/\.cpp$//')
for target in "$@"; do
  [ -e "tests/fuzz/fuzz_$target.cpp" ] || { echo "smoke.sh: there is no target '$target' in tests/fuzz" >&2; exit 2; }
done
cmake --preset asan >/dev/null
cmake --build --preset asan -j "$jobs" --target fuzz
mkdir -p build/fuzz/found
printf '%s\n' "$@" | xargs -P "$jobs" -n 1 "$PWD/tests/fuzz/smoke.sh" --one "$seconds"
