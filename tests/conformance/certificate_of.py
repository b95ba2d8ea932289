#!/usr/bin/env python3
"""Takes a certificate out of a sealed JSON file: certificate_of.py FILE COMMON_NAME > anchor.pem

It looks among the certificates of xVals and inside the time-stamp tokens. Needs openssl and Python."""

import sys

import sealed_json


def main():
    path, name = sys.argv[1:]
    for der in sealed_json.certificates(sealed_json.load(path)):
        if sealed_json.common_name(der) == name:
            sys.stdout.write(sealed_json.pem(der))
            return 0
    print(f"{path}: no certificate of {name!r}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
