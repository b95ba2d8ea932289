"""What a mutant changes: one place of a source."""

import bisect
import dataclasses
import re

NO_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|^[ \t]*#[^\n]*',
                     re.DOTALL | re.MULTILINE)
# Binary operators stand between blanks, brackets of templates do not: clang-format keeps it so.
SWAPS = [(r" && ", " || "), (r" \|\| ", " && "), (r" == ", " != "), (r" != ", " == "), (r" < ", " <= "), (r" <= ", " < "),
         (r" > ", " >= "), (r" >= ", " > "), (r" \+ ", " - "), (r" - ", " + "), (r"\btrue\b", "false"), (r"\bfalse\b", "true")]
NUMBER = re.compile(r"(?<![\w.'])(\d+)(?=U?\b)(?![\w.']*[.'])")
# A statement that stands on lines of its own and declares nothing: a call, an assignment, continue or break.
STATEMENT = re.compile(r"^( +)(?!return\b|throw\b|using\b|case\b|default\b|if\b|for\b|while\b|else\b|do\b|switch\b|try\b)"
                       r"((?:[\w:.\->\[\]*()]+?(?:\(| (?:=|\+=|-=|\|=|&=) )|\+\+|--|continue;|break;)[^;{}]*;?)[ \t]*$", re.MULTILINE)
FUNCTION = re.compile(r"^([A-Za-z_][\w:<>,*& ]*?)[ *&]([\w:~]+)\(([^;{}]*)\)((?: const| noexcept| override)*) \{$", re.MULTILINE)
CONDITION = re.compile(r"\bif \(|\? ")


@dataclasses.dataclass(frozen=True)
class Mutant:
    path: str
    line: int
    at: int
    end: int
    put: str
    change: str
    text: str  # of the line, without its margins

    def applied(self, source):
        return source[:self.at] + self.put + source[self.end:]


def blanked(source):
    """The code with texts and comments as blanks: every place stays where it is."""
    return NO_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)


def closing(code, at):
    depth = 0
    for place in range(at, len(code)):
        if code[place] in "([{":
            depth += 1
        elif code[place] in ")]}":
            depth -= 1
            if depth == 0:
                return place
    return -1


def changes(code):
    """(at, end, put, change)"""
    for pattern, put in SWAPS:
        for match in re.finditer(pattern, code):
            yield match.start(), match.end(), put, f"{match[0].strip()} to {put.strip()}"
    for match in NUMBER.finditer(code):
        yield match.start(1), match.end(1), str(int(match[1]) + 1), f"{match[1]} to {int(match[1]) + 1}"
    for match in re.finditer(r"\bif \(", code):
        start = match.end() - 1
        end = closing(code, start)
        inside = code[start + 1:end]
        if end > 0 and ";" not in inside and " = " not in inside:  # no condition that declares
            yield start, end + 1, f"(!{code[start:end + 1]})", "condition negated"
    for match in re.finditer(r"\breturn (?=[^;{}]*(?: && | \|\| | == | != | < | > | <= | >= |^!))([^;{}?]*);", code):
        yield match.start(1), match.end(1), f"!({match[1]})", "answer negated"
    for match in STATEMENT.finditer(code):
        text = match[2]
        start = match.start(2)
        end = statement_end(code, start)
        if end > 0 and not re.match(r"[\w:<>*&, ]+ [*&]?\w+(?:\(|\{| =)", text) and "return" not in code[start:end]:
            yield start, end, ";", "statement dropped"
    for match in FUNCTION.finditer(code):
        if not match[1].startswith(("namespace", "struct", "class", "enum", "return", "else")):
            void = re.search(r"\bvoid$", match[1])
            yield match.end(), match.end(), " return;" if void else " return {};", f"{match[2]} returns early"


def statement_end(code, start):
    depth = 0
    for place in range(start, min(len(code), start + 600)):
        if code[place] in "([{":
            depth += 1
        elif code[place] in ")]}":
            depth -= 1
            if depth < 0:
                return -1
        elif code[place] == ";" and depth == 0:
            return place + 1
    return -1


def mutants(path, source):
    code = blanked(source)
    lines = [0] + [match.end() for match in re.finditer("\n", source)]
    found = {}
    for at, end, put, change in changes(code):
        if re.match(r"\s*(static_assert|template|using|#)", code[code.rfind("\n", 0, at) + 1:at + 20]):
            continue
        # What was blanked stays as it is.
        if change in ("condition negated", "answer negated"):
            put = f"(!{source[at:end]})" if change == "condition negated" else f"!({source[at:end]})"
        line = bisect.bisect_right(lines, at)
        text = source[lines[line - 1]:].split("\n", 1)[0].strip()
        before = f"{len([m for m in found.values() if m.line == line and m.change == change]) + 1}"
        change = change if before == "1" else f"{change} ({before})"
        found[at, end, put] = Mutant(path, line, at, end, put, change, text)
    return sorted(found.values(), key=lambda m: (m.at, m.end, m.put))
