"""Which codes of the catalogue does no test produce, and which does nothing use?

Looked for in the golden files, except those of requal-explain, which only lists codes, as Code::name in the unit
tests and as a text in the scripts of tests/trust, and in the tables expected.tsv of tests/data, which unit tests hold
the library against. With
REQUAL_ALL_FINDINGS=1 in the environment, or once tests/contract/all_findings_tested exists, a code that no test
produces is a failure; until then it is only listed.
"""

import os
import re

import support
from support import Checks, files_below, read


def main():
    support.arguments("Lists codes that no test produces.")
    golden = [path for path in files_below("tests/cli", ends=["stdout", "stderr"]) if "/explain/" not in path
              and "/requal-explain/" not in path]
    shown = "\n".join(read(path) for path in golden)
    named = "\n".join(read(path) for path in [*files_below("tests/unit"), *files_below("tests/trust", ends=[".py"])])
    tables = "\n".join(read(path) for path in files_below("tests/data", ends=["expected.tsv"]))
    in_golden = set(re.findall(r'\[([a-z]\w*(?:\.[a-z]\w*)+)\]|"code": ?"([a-z]\w*(?:\.[a-z]\w*)+)"', shown))
    in_golden = {code for pair in in_golden for code in pair if code}
    in_units = set(re.findall(r"\bCode::(\w+)", named)) | set(re.findall(r'"([a-z]\w*(?:\.[a-z]\w*)+)"', named))
    in_units |= set(re.findall(r"(?<![\w/.])[a-z0-9_]+(?:\.[a-z0-9_]+)+(?![\w/.])", tables))
    rows = support.findings()
    missing = [code for name, code in rows if code not in in_golden and name not in in_units and code not in in_units]
    unknown = sorted(in_golden - {code for _, code in rows})
    print(f"{len(rows) - len(missing)} of {len(rows)} codes are produced by a test")
    for code in missing:
        print(f"not produced: {code}")
    check = Checks()
    areas = {code.split(".")[0] for _, code in rows}
    unknown = [code for code in unknown if code.split(".")[0] in areas]
    check.none(unknown, "every code in a golden file is in the catalogue")
    codes = [code for _, code in rows]
    check.that(len(set(codes)) == len(codes), "no code stands twice in the catalogue")
    check.none([code for name, code in rows if name != code.replace(".", "_")], "a code and its name agree")
    sources = "\n".join(read(path) for path in files_below("lib/src", "tools"))
    check.none([code for name, code in rows if not re.search(rf"\b{name}\b", sources)], "every code is used by the sources")
    if os.environ.get("REQUAL_ALL_FINDINGS") == "1" or support.exists("tests", "contract", "all_findings_tested"):
        check.none(missing, "every code is produced by a test")
    check.finish()


if __name__ == "__main__":
    main()
