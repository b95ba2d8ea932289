#!/bin/sh
# The worked example: one diploma from sealed file to dossier. Shows each command, what it printed and its exit status.
#
#   examples/run-demo.sh [FOLDER-OF-THE-TOOLS]
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
tools=${1:-}
if [ -n "$tools" ]; then
    PATH=$(CDPATH='' cd -- "$tools" && pwd):$PATH
    export PATH
fi
cd "$here" || exit 5
bad=0

# step EXPECTED-STATUS WHAT COMMAND…
step() {
    expected=$1 what=$2
    shift 2
    printf '\n=== %s\n$ %s\n' "$what" "$*"
    "$@"
    status=$?
    printf '(exit status %s)\n' "$status"
    if [ "$status" != "$expected" ]; then
        printf '!!! expected exit status %s\n' "$expected"
        bad=1
    fi
}

step 0 'What does the file say? Nothing is verified yet.' requal-show diploma.sealed.jsonld
step 3 'Is it genuine? Nobody is trusted yet, so it cannot be known.' requal-verify --at 2026-11-21 diploma.sealed.jsonld
step 0 'What does that code want from me?' requal-explain chain.no_anchors
step 0 'The same, trusting the test authority and knowing its revocation list.' \
    requal-verify --at 2026-11-21 --anchor authority.pem --crl authority.crl diploma.sealed.jsonld
step 1 'A copy with one grade changed.' \
    requal-verify --at 2026-11-21 --anchor authority.pem --crl authority.crl diploma.altered.jsonld
step 0 'What is its level comparable to in Germany?' requal-map --to DE diploma.sealed.jsonld
step 0 'The dossier for the person who decides.' \
    requal-dossier --at 2026-11-21 --anchor authority.pem --crl authority.crl --to eqf,qf-ehea,isced,DE diploma.sealed.jsonld

if [ "$bad" = 0 ]; then
    printf '\nThe worked example ran as it should. The files are in %s.\n' 'examples/'
else
    printf '\nThe worked example did not run as it should: see the lines that begin with !!!\n' >&2
fi
exit "$bad"
