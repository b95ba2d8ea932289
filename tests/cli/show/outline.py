#!/usr/bin/env python3
"""One line per record of requal-show: kind, packaging, title, issuer, subject, number of achievements with parts."""
import json
import sys


def achievements(claims):
    return sum((not claim["repeated"]) + achievements(claim["parts"]) for claim in claims)


for line in sys.stdin:
    record = json.loads(line)
    data = record["data"]
    if record["type"] != "result":
        print(json.dumps(data))
        continue
    print(data["input"]["path"].rsplit("/", 1)[-1], data["kind"], data["packaging"], sep=" | ")
    if data["credential"] is None:
        print("   ", *(finding["code"] for finding in data["findings"]), sep=" | ")
        continue
    for credential in [data["credential"], *data["further_credentials"]]:
        title = credential["title"] or {"texts": [{"values": [None]}]}
        print("   ", title["texts"][0]["values"][0], (credential["issuer"] or {}).get("name"),
              credential["subject"]["name"], f"{achievements(credential['achievements'])} achievements", sep=" | ")
