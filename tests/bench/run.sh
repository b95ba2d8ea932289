#!/bin/sh
# Measures what a verification costs: one cold run of the tool (time and peak memory), and many in one process beside
# the floor of what is unavoidable; and a large XML credential beside xmlsec1 (fails when that is faster).
#
#   tests/bench/run.sh BUILD-FOLDER [SECONDS]
set -eu
build=${1:?usage: run.sh BUILD-FOLDER [SECONDS]}
seconds=${2:-3}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
corpus=${REQUAL_CORPUS:-$root/../shared/corpus}
file=$corpus/elm-v3/Sample-CertOfPart-signed.jsonld
if [ ! -f "$file" ]; then
    echo "bench: the corpus is missing ($corpus); set REQUAL_CORPUS. Nothing was measured." >&2
    exit 5
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
/usr/bin/python3 "$root/tests/conformance/certificate_of.py" "$file" 'ANF AC Qualified Certificates for eSeal' > "$work/anchor.pem"

/usr/bin/python3 - "$build/bin/requal-trust" "$work/bundle" "$corpus" <<'PY'
import glob, statistics, subprocess, sys, time
tool, bundle, corpus = sys.argv[1:]
lists = f"{corpus}/trust/2023-10"
command = [tool, "import", "--into", bundle, "--lotl", f"{lists}/eu-lotl.xml", "--lotl-signers",
           f"{corpus}/trust/oj-announced-lotl-signers.pem"]
for pivot in sorted(glob.glob(f"{lists}/eu-lotl-pivot-*.xml")):
    command += ["--pivot", pivot]
start = time.perf_counter()
subprocess.run([*command, lists], stdout=subprocess.DEVNULL, check=True)
print(f"import          {(time.perf_counter() - start) * 1000:8.0f} ms wall for {len(glob.glob(lists + '/*.xml'))} lists")
PY
echo "Sample-CertOfPart-signed.jsonld, 134 KB, JAdES-BASELINE-LTA, judged as of 2023-10-01 with the lists of October 2023"
/usr/bin/python3 - "$build/bin/requal-verify" "$work/bundle" "$file" <<'PY'
import os, statistics, subprocess, sys, time
tool, bundle, file = sys.argv[1:]
command = [tool, "--at", "2023-10-01T00:00:00Z", "--trust", bundle, "--format", "json", file]
times, cpu, peak = [], [], 0
for turn in range(41):
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if turn:  # the first run warms the file cache
        times.append((time.perf_counter() - start) * 1000)
        cpu.append((usage.ru_utime + usage.ru_stime) * 1000)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit("bench: the sample was not valid")
    peak = max(peak, usage.ru_maxrss)
print(f"cold run        {statistics.median(times):8.1f} ms wall (median of {len(times)}, worst {max(times):.1f}), "
      f"{statistics.median(cpu):.1f} ms of processor time, "
      f"peak memory {peak / 1024:.1f} MB")
PY
"$build/bin/bench_verify" "$file" "$work/anchor.pem" 2023-10-01T00:00:00Z "$seconds" "$work/bundle"

compared=0
/usr/bin/python3 "$root/tests/bench/xml_pairs.py" "$build" "$corpus" || compared=$?
[ "$compared" -eq 0 ] || [ "$compared" -eq 5 ] || exit "$compared"
