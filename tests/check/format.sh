#!/bin/sh
# Compares the layout of our C++ sources with .clang-format; --fix applies it.
set -eu
cd "$(dirname "$0")/../.."
program=clang-format-14
command -v $program >/dev/null 2>&1 || program=clang-format
if [ "${1:-}" = --fix ]; then
  git ls-files -z -- '*.cpp' '*.hpp' | xargs -0 -r $program -i
  exit
fi
bad=$(git ls-files -z -- '*.cpp' '*.hpp' | xargs -0 -r $program --dry-run 2>&1 | sed -n 's/^\([^:]*\):.*warning.*/\1/p' |
  sort | uniq -c)
[ -z "$bad" ] && exit 0
printf 'lines that clang-format would change, by file; tests/check/format.sh --fix applies it:\n%s\n' "$bad"
exit 1
