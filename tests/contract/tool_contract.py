"""Holds one tool to the contract that all tools share: COMPATIBILITY.md and requal-output(5) say it in words.

A call that gives an answer stands in tests/contract/<tool>.args: the words after the tool's name, run in this folder.
For a tool that takes inputs the last word is an input that can be judged. A tool that needs other options for several
inputs has them in <tool>.batch-args, without inputs. What must be made first, such as keys, is made by <tool>.setup,
a shell script that runs in an empty folder; @TMP@ in the words stands for that folder.
"""

import json
import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile

import support
from support import Checks, SOURCE

sys.path.insert(0, os.path.join(SOURCE, "tests", "cli"))
import run_case  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
HOSTILE = "no\nsuch \x1b[31mfile\u202e\u200b.json"


class ToolContract:
    def __init__(self, build, tool, scratch):
        self.scratch = scratch
        self.tool = "requal-" + tool
        self.program = os.path.join(build, "bin", self.tool)
        self.build = build
        self.check = Checks()
        self.help = self.run("--help").stdout
        self.options = self.options_of_help()
        self.args = self.words_of(tool + ".args")
        self.batch_head = self.words_of(tool + ".batch-args") or self.args[:-1]
        self.has_json = "print-schema" in self.options
        self.takes_inputs = "files-from" in self.options

    def run(self, *words, **more):
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "dumb"}
        environment.pop("REQUAL_DATA", None)
        environment.pop("REQUAL_TRUST", None)
        environment["XDG_DATA_HOME"] = os.path.join(self.scratch, ".data")
        more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **more}
        done = subprocess.run([self.program, *words], cwd=HERE, env=environment, timeout=120, check=False, **more)
        done.stdout = (done.stdout or b"").decode("utf-8", "surrogateescape")
        done.stderr = (done.stderr or b"").decode("utf-8", "surrogateescape")
        return done

    def words_of(self, name):
        path = os.path.join(HERE, name)
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as file:
            return [word.replace("@TMP@", self.scratch) for word in shlex.split(file.read(), comments=True)]

    def options_of_help(self):
        """Long name -> (letter or "", value name or "")."""
        found = {}
        for line in self.help.splitlines():
            match = re.match(r"  (?:-(\w), |    )--([a-z0-9-]+)(?: ([A-Z][A-Z_=+-]*))?(?:  |$)", line)
            if match:
                found[match[2]] = (match[1] or "", match[3] or "")
        return found

    def exits(self, status, name, done, stdout=None):
        ok = self.check.that(done.returncode == status, f"{name}: exit {status}",
                             f"exit {done.returncode}; stderr: {done.stderr.strip()[:500]}")
        if ok and stdout is not None:
            self.check.that(done.stdout == stdout, f"{name}: standard output is {stdout!r}", done.stdout[:300])
        return ok

    def run_all(self):
        for name in sorted(dir(self)):
            if name.startswith("test_"):
                getattr(self, name)()
        self.check.finish()

    # --- help and version -------------------------------------------------------------------------------------------

    def test_help(self):
        for option in ("--help", "-h"):
            done = self.run(option)
            self.exits(0, option, done)
            self.check.that(not done.stderr, f"{option} says nothing on standard error", done.stderr)
            self.check.that(done.stdout == self.help, f"{option} prints the help")
        lines = self.help.splitlines()
        self.check.that(lines[0].startswith(f"Usage: {self.tool} "), "help begins with the usage", lines[0])
        usage = [i for i, line in enumerate(lines) if line == ""][0]
        self.check.none([line for line in lines[usage:] if len(line) >= 80], "help is narrower than 80 columns")
        self.check.that(len(self.options) >= 8, "help lists the options", self.options)
        self.check.that(f"man {self.tool}" in self.help or f"{self.tool}(1)" in self.help, "help names the manual page")

    def test_version(self):
        version = run_case.project_version()
        for option in ("--version", "-V"):
            done = self.run(option)
            self.exits(0, option, done)
            self.check.that(done.stdout.startswith(f"{self.tool} {version}\n"), f"{option} begins with name and version",
                            done.stdout)
            self.check.that("OpenSSL" in done.stdout and "libxml2" in done.stdout, f"{option} names the libraries")

    def test_common_options_are_there(self):
        wanted = ["output", "lang", "at", "color", "quiet", "verbose", "completion", "help", "version"]
        if self.has_json or "format" in self.options:
            wanted += ["format", "print-schema"]
        if self.takes_inputs:
            wanted += ["files-from", "null", "max-size"]
        self.check.none([o for o in wanted if o not in self.options], "options that every tool has")

    # --- wrong calls ------------------------------------------------------------------------------------------------

    def test_wrong_calls(self):
        self.exits(2, "an unknown option", self.run("--no-such-option"), stdout="")
        self.exits(2, "an unknown letter", self.run("-J"), stdout="")
        self.exits(2, "a value for a switch", self.run("--quiet=yes", *self.args), stdout="")
        self.exits(2, "a value that is no choice", self.run("--color", "no-such-word", *self.args), stdout="")
        self.exits(2, "a time that is none", self.run("--at", "yesterday", *self.bare_args("at")), stdout="")
        self.exits(2, "an option without its value", self.run("--output"), stdout="")

    def bare_args(self, option):
        """The call without one of its options."""
        words = list(self.args)
        for i, word in enumerate(words):
            if word == "--" + option:
                return words[:i] + words[i + 2:]
            if word.startswith(f"--{option}="):
                return words[:i] + words[i + 1:]
        return words

    def test_the_beginning_of_an_option_is_refused(self):
        taken = []
        for name in self.options:
            for short in (name[:-1], name[:max(3, len(name) // 2)]):
                if short and short not in self.options and len(short) > 1:
                    done = self.run("--" + short, *self.args)
                    if done.returncode != 2 or done.stdout:
                        taken.append(f"--{short} for --{name}: exit {done.returncode}")
        self.check.none(taken, "no option can be shortened")

    def test_an_option_given_twice(self):
        self.exits(2, "--lang twice", self.run("--lang", "en", "--lang", "en", *self.args), stdout="")

    # --- answers ----------------------------------------------------------------------------------------------------

    def test_the_answer(self):
        text = self.run(*self.args)
        self.check.that(text.returncode in (0, 1, 3), "the call of .args gives an answer",
                        f"exit {text.returncode}: {text.stderr[:500]}")
        self.check.that(text.stdout, "the answer is not empty")
        self.check.that(self.run(*self.args).stdout == text.stdout, "the same call gives the same bytes")
        self.check.none(run_case.text_problems("stdout", text.stdout, ""), "text holds no deceptive character")
        plain = self.run("--color", "never", *self.args)
        self.check.that("\x1b" not in plain.stdout, "--color never means none")

        if not self.has_json:
            return
        document = self.run("--format", "json", *self.bare_args("format"))
        lines = self.run("--format", "ndjson", *self.bare_args("format"))
        for name, done in (("json", document), ("ndjson", lines)):
            self.check.that(done.returncode == text.returncode, f"--format {name} has the exit status of text")
            found = run_case.documents_of(done.stdout)
            if self.check.that(found, f"--format {name} is JSON of ours", done.stdout[:300]):
                self.check.none(run_case.json_problems(found, "", done.returncode), f"--format {name} keeps its schema")
        if document.returncode == lines.returncode == text.returncode:
            whole = json.loads(document.stdout)
            rows = [json.loads(line) for line in lines.stdout.splitlines()]
            self.check.that([r["data"] for r in whole["results"]] == [r["data"] for r in rows[:-1]],
                            "json and ndjson hold the same results")
            self.check.that(whole["summary"] == rows[-1]["data"], "json and ndjson hold the same summary")

    def test_the_schema(self):
        if not self.has_json:
            return
        done = self.run("--print-schema")
        if self.exits(0, "--print-schema", done):
            self.check.that(done.stdout == support.read("schemas", self.tool.replace("-", ".") + ".schema.json"),
                            "--print-schema prints the file of schemas/")

    def test_output_file(self):
        answer = self.run(*self.args)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "answer")
            done = self.run("--output", path, *self.args)
            self.exits(answer.returncode, "--output", done, stdout="")
            with open(path, encoding="utf-8") as file:
                self.check.that(file.read() == answer.stdout, "--output holds what standard output would")
            self.check.that(os.listdir(folder) == ["answer"], "--output leaves nothing else")
            self.exits(5, "--output that cannot be written", self.run("--output", os.path.join(path, "x"), *self.args))

    def test_an_answer_that_is_not_delivered_is_no_success(self):
        calls = [("text", self.args), ("help", ["--help"]), ("version", ["--version"]),
                 ("completion", ["--completion", "bash"])]
        if self.has_json:
            calls += [(f, ["--format", f, *self.bare_args("format")]) for f in ("json", "ndjson")]
            calls.append(("schema", ["--print-schema"]))
        for name, words in calls:
            with open("/dev/full", "wb") as full:
                self.exits(5, f"{name} to a full disk", self.run(*words, stdout=full))
        done = self.run(*self.args, stdout=None, preexec_fn=lambda: os.close(1))
        self.exits(5, "standard output closed", done)

    # --- inputs -----------------------------------------------------------------------------------------------------

    def test_inputs(self):
        if not self.takes_inputs:
            return
        head, good = self.args[:-1], self.args[-1]
        with tempfile.TemporaryDirectory() as folder:
            empty = os.path.join(folder, "list")
            open(empty, "w", encoding="utf-8").close()
            done = self.run(*self.batch_head, "--files-from", empty)
            self.exits(2, "an empty list in a file", done, stdout="")
            self.check.that("list of inputs is empty" in done.stderr, "an empty list is named", done.stderr)
            self.mixed_batch(good, folder)
        many = self.batch_head
        self.exits(2, "standard input twice", self.run(*many, "-", "-"), stdout="")
        self.exits(2, "standard input for the list and an input", self.run(*many, "--files-from", "-", "-"), stdout="")
        self.exits(2, "--null without a list", self.run("--null", *self.args), stdout="")
        with open(os.path.join(HERE, good), "rb") as file:
            self.check.that(self.run(*head, "-", stdin=file).returncode == self.run(*self.args).returncode,
                            "standard input is judged like the file")
        self.terminal(head)

    def mixed_batch(self, good, folder):
        """One missing file among good ones: the rest goes on, every input has its record, and the status says 4."""
        head = self.batch_head
        missing = os.path.join(folder, HOSTILE)
        for name, inputs in (("last", [good, missing]), ("first", [missing, good])):
            name = f"a batch whose missing file is {name}"
            self.has_all_records(name, self.run(*self.as_lines(), *head, *inputs))
            text = self.run(*head, *inputs)
            self.exits(4, f"{name}, as text", text)
            self.check.none(run_case.text_problems("stdout", text.stdout, ""), f"{name}: a hostile name is escaped in text")
        listed = os.path.join(folder, "list0")
        with open(listed, "w", encoding="utf-8") as file:
            file.write(os.path.join(HERE, good) + "\0" + missing + "\0")
        self.has_all_records("a list with NUL bytes", self.run(*self.as_lines(), *head, "--files-from", listed, "-0"))
        self.exits(4, "an input over --max-size", self.run("--max-size", "1", *self.args))

    def as_lines(self):
        return ["--format", "ndjson"] if self.has_json else []

    def has_all_records(self, name, done):
        self.exits(4, name, done)
        self.check.that("input.not_found" in done.stderr, f"{name}: it is named on standard error", done.stderr)
        self.safe_messages(done.stderr, name)
        if self.has_json:
            results = [line for line in done.stdout.splitlines() if '"type":"result"' in line]
            if self.check.that(len(results) == 2, f"{name}: every input has its record", done.stdout[:600]):
                found = run_case.documents_of(done.stdout)
                self.check.none(run_case.json_problems(found, "", 4), f"{name}: the records keep the schema")

    def terminal(self, head):
        try:
            ours, theirs = pty.openpty()
        except OSError as error:
            print(f"skipped  no input and a terminal: this system has no pseudo terminal ({error})")
            return
        try:
            self.exits(2, "no input and a terminal", self.run(*head, stdin=theirs), stdout="")
        finally:
            os.close(ours)
            os.close(theirs)

    def safe_messages(self, stderr, name):
        self.check.none(run_case.text_problems("stderr", stderr, ""), f"{name}: messages hold no deceptive character")
        self.check.none([line for line in stderr.splitlines() if not line.startswith(self.tool + ": ")],
                        f"{name}: every message begins with the tool")

    def test_messages_are_safe(self):
        for words in (["--" + HOSTILE], ["--color", HOSTILE], ["--at", HOSTILE], [*self.args[:-1], HOSTILE],
                      ["--lang", HOSTILE, *self.args]):
            done = self.run(*words)
            self.check.that(done.stderr, f"{words!r} is answered with a message")
            self.safe_messages(done.stderr, f"{words!r}")
        done = self.run("--bad\udcff\udcfe")
        self.exits(2, "an option that is not UTF-8", done)
        self.safe_messages(done.stderr, "an option that is not UTF-8")

    # --- help, manual page and completion tell the same ---------------------------------------------------------------

    def test_manual_page(self):
        page = os.path.join(self.build, "man", self.tool + ".1.md")
        if not self.check.that(os.path.exists(page), f"there is man/{self.tool}.1.md"):
            return
        with open(page, encoding="utf-8") as file:
            text = file.read()
        terms = [line for line in text.splitlines() if re.match(r"`-", line)]
        self.check.none(sorted(set(self.options) - set(re.findall(r"`--([a-z0-9-]+)`", "\n".join(terms)))),
                        "every option is in the manual page")
        self.check.none(sorted(set(re.findall(r"`--([a-z0-9-]+)`", "\n".join(terms))) - set(self.options)),
                        "every option of the manual page exists")
        for name, (letter, value) in self.options.items():
            line = next((t for t in terms if f"`--{name}`" in t), "")
            expected = (f"`-{letter}`, " if letter else "") + f"`--{name}`" + (f" *{value}*" if value else "")
            self.check.that(line.strip() == expected, f"the manual page spells --{name} like the help",
                            f"{line!r} instead of {expected!r}")
        for section in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "EXAMPLES", "SEE ALSO"):
            self.check.that(f"\n# {section}\n" in text, f"the manual page has the section {section}")

    def test_completion(self):
        script = self.run("--completion", "bash")
        self.exits(0, "--completion bash", script)
        words = set(re.findall(r"--([a-z0-9-]+)", script.stdout))
        self.check.that(words == set(self.options), "the bash completion knows the options of the help",
                        sorted(words ^ set(self.options)))
        self.check.that(subprocess.run(["bash", "-n"], input=script.stdout.encode(), check=False).returncode == 0,
                        "the bash completion is valid")
        self.completes(script.stdout, ["--versio"], "--version")
        self.completes(script.stdout, ["--color", "alw"], "always")
        self.completes(script.stdout, ["--output", "support"], "support.py")
        if self.takes_inputs:
            self.completes(script.stdout, ["support"], "support.py")
        zsh = self.run("--completion", "zsh")
        self.exits(0, "--completion zsh", zsh)
        self.check.that(zsh.stdout.startswith(f"#compdef {self.tool}\n"), "the zsh completion says for whom it is")
        words = set(re.findall(r"'\*?--([a-z0-9-]+)\[", zsh.stdout))
        self.check.that(words == set(self.options), "the zsh completion knows the options of the help",
                        sorted(words ^ set(self.options)))

    def completes(self, script, words, expected):
        line = " ".join(shlex.quote(w) for w in [self.tool, *words])
        code = (script + f"\nCOMP_WORDS=({line}); COMP_CWORD={len(words)}; "
                f"{'_' + self.tool.replace('-', '_')}; printf '%s\\n' \"${{COMPREPLY[@]}}\"\n")
        done = subprocess.run(["bash", "-c", code], cwd=HERE, capture_output=True, text=True, check=False)
        self.check.that(expected in done.stdout.split(), f"bash completes {' '.join(words)} to {expected}",
                        done.stdout + done.stderr)

    # --- what belongs to a tool ---------------------------------------------------------------------------------------

    def test_what_belongs_to_a_tool(self):
        bare = self.tool.removeprefix("requal-")
        cases = [case for folder in (bare, self.tool) for case in support.files_below(f"tests/cli/{folder}", ends=["cmd"])]
        self.check.that(len(cases) >= 3, "there are golden cases", f"{len(cases)} in tests/cli/{bare}")
        schema = support.exists("schemas", self.tool.replace("-", ".") + ".schema.json")
        self.check.that(schema == self.has_json, "there is a schema if and only if there is JSON")
        lines = len(support.read("tools", self.tool + ".cpp").splitlines())
        self.check.that(lines <= 200, "the main file is at most 200 lines long", lines)


def main():
    arguments = support.arguments("Holds tools to their contract.")
    for tool in arguments.tools:
        if not os.path.exists(os.path.join(HERE, tool + ".args")):
            print(f"FAILED  requal-{tool}: write tests/contract/{tool}.args, a call that gives an answer")
            sys.exit(1)
        with tempfile.TemporaryDirectory(prefix="requal-contract-") as scratch:
            setup = os.path.join(HERE, tool + ".setup")
            if os.path.exists(setup):
                subprocess.run(["sh", setup], cwd=scratch, check=True, capture_output=True)
            ToolContract(os.path.abspath(arguments.build), tool, scratch).run_all()


if __name__ == "__main__":
    main()
