#!/bin/bash
# The steps of ./bootstrap check: every step runs, then the ones that failed are named. run.sh STEP... runs only those;
# run.sh --tested leaves out what ./bootstrap test has just done with the same build.
set -uo pipefail
cd "$(dirname "$0")/../.."
jobs=${REQUAL_JOBS:-$(nproc)}
tested_steps=(build rules corpus)
other_steps=(format tidy sanitizers threads fuzz)

step_format() { tests/check/format.sh; }

step_build() { cmake --preset dev >/dev/null && cmake --build --preset dev -j "$jobs"; }

# Rules about sources, tools, documents and the installation.
step_rules() { ctest --preset dev -L 'contract|install'; }

step_tidy() { tests/check/tidy.py --jobs "$jobs"; }

# A sanitizer ends a program with 99, which no tool returns, so it cannot pass for an answer. libFuzzer's program is of
# the same build.
step_sanitizers() {
  cmake --preset asan >/dev/null && cmake --build --preset asan -j "$jobs" && ctest --preset asan -j "$jobs"
}

# The thread sanitizer needs a build of its own: the library, and one program.
step_threads() {
  cmake --preset tsan >/dev/null && cmake --build --preset tsan -j "$jobs" --target verify_from_threads &&
    ctest --preset tsan -L threads
}

step_fuzz() { REQUAL_JOBS=$jobs tests/fuzz/smoke.sh "${REQUAL_FUZZ_SECONDS:-20}"; }

# The files of others, with their known answers.
step_corpus() {
  if [ ! -d "${REQUAL_CORPUS:-../shared/corpus}" ]; then
    echo "SKIPPED: no corpus at ${REQUAL_CORPUS:-../shared/corpus}; set REQUAL_CORPUS"
    [ "${CI:-}" != true ] && [ "${REQUAL_REQUIRE_CORPUS:-}" != 1 ]
    return
  fi
  REQUAL_REQUIRE_CORPUS=1 ctest --preset dev -j "$jobs" -L corpus
}

if [ "${1:-}" = --tested ]; then
  set -- "${other_steps[@]}"
elif [ $# -eq 0 ]; then
  set -- "${tested_steps[@]}" "${other_steps[@]}"
fi
failed=()
summary=()
for step in "$@"; do
  printf '\n==> %s\n' "$step"
  start=$SECONDS
  if "step_$step"; then result=passed; else result=FAILED; fi
  [ $result = passed ] || failed+=("$step")
  summary+=("$(printf '%-12s %s, %d s' "$step" $result $((SECONDS - start)))")
done

echo
printf '%s\n' "${summary[@]}"
if [ ${#failed[@]} -gt 0 ]; then
  echo "check failed: ${failed[*]}"
  exit 1
fi
echo "check passed, $SECONDS s"
