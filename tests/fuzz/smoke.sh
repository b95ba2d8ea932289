#!/bin/sh
# Runs every fuzz target for some seconds: smoke.sh SECONDS [TARGET...]
# What breaks a target is kept in build/fuzz/found; put it into tests/fuzz/corpus/<target>/ with the repair.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-20}
[ $# -eq 0 ] || shift

cmake --preset fuzz >/dev/null
# shellcheck disable=SC2046  # a list of words
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls fuzz_*.cpp | sed 's/^fuzz_//; s/\.cpp$//')
# shellcheck disable=SC2046
cmake --build --preset fuzz -j "${REQUAL_JOBS:-$(nproc)}" --target $(printf 'fuzz_%s ' "$@")

mkdir -p build/fuzz/found
status=0
for target in "$@"; do
  work=build/fuzz/corpus/$target
  mkdir -p "$work"
  dictionary=
  [ ! -e "tests/fuzz/$target.dict" ] || dictionary=-dict=tests/fuzz/$target.dict
  printf '%s: ' "$target"
  # shellcheck disable=SC2086  # no dictionary, no word
  if ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=print_stacktrace=1 \
    "build/fuzz/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
    -print_final_stats=1 $dictionary -artifact_prefix="build/fuzz/found/$target-" "$work" "tests/fuzz/corpus/$target" \
    >"build/fuzz/$target.log" 2>&1; then
    sed -n 's/^stat::number_of_executed_units: */runs: /p' "build/fuzz/$target.log"
  else
    echo "BROKEN, see build/fuzz/$target.log and build/fuzz/found"
    tail -n 30 "build/fuzz/$target.log"
    status=1
  fi
done
exit $status
