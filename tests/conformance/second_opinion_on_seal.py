#!/usr/bin/env python3
"""What Python and openssl alone say about a file that requal-seal made: second_opinion_on_seal.py SEALED ORIGINAL

Prints algorithm, serialisation, the members of the protected header, whether the value holds by the certificate in the
file, and whether the payload is the original byte for byte. Exit status 0 when all of it holds."""

import json
import sys

import sealed_json


def main():
    sealed, original = sys.argv[1:]
    with open(original, "rb") as file:
        wanted = file.read()
    with open(sealed, encoding="utf-8") as file:
        form = "general" if list(json.load(file)) == ["payload", "signatures"] else "another form"
    (signature,) = sealed_json.load(sealed)
    holds = signature.value_holds()
    same = signature.payload.encode() == wanted
    header = signature.header
    print(f"{header['alg']} {form} {' '.join(header)}, b64 {json.dumps(header['b64'])}, crit {header['crit']}, "
          f"iat {header['iat']}, value {'holds' if holds else 'is broken'}, payload {'as sealed' if same else 'differs'}")
    return 0 if holds and same and form == "general" else 1


if __name__ == "__main__":
    sys.exit(main())
