"""Whatever is written into the log has words that managers read, and belongs to one kind that they can look for."""

import ast
from collections.abc import Iterator

from bot.views.manager.log_words import ALL_WORDS, FAMILIES, FAMILY, LABELS, WORDS, LogKind, said, verbs_of
from models.ask import AskState
from models.block import BlockKind
from models.participation import ParticipationState
from models.reference import ReferenceState
from models.task import TaskKind
from tests.house.tree import sources

STATES = {*AskState, *ReferenceState} - {ReferenceState.DRAFT, AskState.LISTED}


def written(tree: ast.Module) -> Iterator[ast.expr]:
    """What is handed over as a verb: to `record` itself, or to a function of the module that takes one."""
    places = {
        each.name: [argument.arg for argument in each.args.args].index("verb")
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        and "verb" in [argument.arg for argument in each.args.args]
    }
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            yield from (keyword.value for keyword in call.keywords if keyword.arg == "verb")
            place = places.get(ast.unparse(call.func), len(call.args))
            yield from call.args[place : place + 1]
        if isinstance(call, ast.Assign) and "verb" in [ast.unparse(each) for each in call.targets]:
            yield call.value


def begins(verb: ast.expr) -> str | None:
    """The verb, or how one that is put together begins; None where it is a value that comes from elsewhere."""
    if isinstance(verb, ast.Constant):
        return str(verb.value)
    if isinstance(verb, ast.JoinedStr) and isinstance(first := verb.values[0], ast.Constant):
        return str(first.value)
    return None


def test_every_verb_has_its_words() -> None:
    found = {begin for _, tree in sources("bot") for verb in written(tree) if (begin := begins(verb))}
    assert len(found) > 100
    assert {each for each in found - {"None"} if not known(each)} == set()


def known(begin: str) -> bool:
    """Has the verb words, or its family; or has each that is put together so (their states are looked at below)?"""
    if begin.startswith(tuple(FAMILIES)):
        return True
    return begin in ALL_WORDS or any(begin.endswith(FAMILY) and each.startswith(begin) for each in ALL_WORDS)


def test_every_state_and_task_has_its_words() -> None:
    assert {each for each in STATES if each not in ALL_WORDS} == set()
    assert {each for each in TaskKind if f"{each}{FAMILY}" not in ALL_WORDS} == set()
    assert {each for each in TaskKind if f"task_{each}" not in ALL_WORDS} == set()
    assert {each for each in ParticipationState if f"participation_{each}" not in ALL_WORDS} == set()
    assert {each for each in BlockKind if f"{each}_told" not in ALL_WORDS} == set()


def test_a_verb_belongs_to_one_kind() -> None:
    assert set(LABELS) == set(WORDS) == set(LogKind)
    counted = sum(len(words) for words in WORDS.values())
    assert counted == len(ALL_WORDS)
    for kind in LogKind:
        wanted = verbs_of(kind)
        assert {*wanted.exactly, *wanted.beginning} == {*WORDS[kind]}


def test_what_an_older_version_wrote_is_said_in_its_own_words() -> None:
    assert said("asked") == "asked the customer"
    assert said("set_days_between_asks") == "changed a setting: days between asks"
    assert said("words_of_old") == "words of old"
