#!/usr/bin/env python3
"""Writes a list of described qualifications: map_rows.py FRAMEWORKS-FOLDER ROWS > list.csv

Every name of every award of the tables, each again with other dates; one row in ten has a slip in its title, one in two
hundred cannot be read or maps to nothing. The same rows each time it is run."""

import csv
import os
import random
import sys

import yaml


def awards(folder):
    for name in sorted(os.listdir(os.path.join(folder, "countries"))):
        with open(os.path.join(folder, "countries", name), encoding="utf-8") as file:
            table = yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        for award in table["qualifications"]:
            years = (award.get("duration") or {}).get("max") or ""
            for column in ("native", "transliteration", "english", "other"):
                for title in award["names"].get(column) or []:
                    yield table["country"]["code"], title, years


def slip(title, choose):
    """One letter left out, doubled or exchanged with the next one."""
    at = choose.randrange(len(title))
    return choose.choice([title[:at] + title[at + 1:], title[:at] + title[at] + title[at:],
                          title[:at] + title[at:at + 2][::-1] + title[at + 2:]])


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    choose = random.Random(2026)
    known = list(awards(folder))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["id", "country", "title", "awarded", "years"])
    for number in range(count):
        country, title, years = known[number % len(known)]
        awarded = f"{choose.randrange(1985, 2026)}-{choose.randrange(1, 13):02}"
        if number % 10 == 7:
            title = slip(title, choose)
        if number % 200 == 99:
            country, awarded = choose.choice([("Atlantis", awarded), (country, "last June"), (country, "99")])
        if number % 400 == 198:
            sys.stdout.write(f'{number},{country},"never closed\n')
            continue
        out.writerow([number, country, title, awarded, years if number % 3 == 0 else ""])


if __name__ == "__main__":
    main()
