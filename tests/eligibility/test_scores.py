"""How well each customer fits, and in which order they come."""

from typing import Any

import pytest

from bot.rules.matching import WEIGHTS
from models.account import TagKind
from models.base import FOREVER
from tests.eligibility.builder import CALL, Customers, ago, ahead, day

pytestmark = pytest.mark.asyncio(loop_scope="package")

OF_THE_ACCOUNT = ("industry", "region")
TAGS = {
    "product": TagKind.PRODUCT,
    "use_case": TagKind.USE_CASE,
    "tech": TagKind.TECH,
    "competitor": TagKind.REPLACED,
}


@pytest.mark.parametrize(
    ("is_", "wanted", "fit"), [("a", "a", 1), ("a", "b", 0), (None, "a", 0.5), ("a", None, 0.5)]
)
@pytest.mark.parametrize("name", ["industry", "region", "language"])
async def test_a_word_matches_or_not_or_is_not_known(
    here: Customers, name: str, is_: str | None, wanted: str | None, fit: float
) -> None:
    setattr(here.acme if name in OF_THE_ACCOUNT else here.ada, name, is_)
    standing = await here.standing(need=here.need(CALL, **{name: wanted}))
    assert standing.fits == dict.fromkeys(WEIGHTS, 0.5) | {name: fit}
    assert standing.score == pytest.approx(0.5 + (fit - 0.5) * WEIGHTS[name])


@pytest.mark.parametrize(
    ("has", "wanted", "fit"),
    [(["a"], "a", 1), (["b", "a"], "a", 1), (["b"], "a", 0), ([], "a", 0.5), (["a"], None, 0.5)],
)
@pytest.mark.parametrize("name", TAGS)
async def test_one_tag_of_several_is_enough(
    here: Customers, name: str, has: list[str], wanted: str | None, fit: float
) -> None:
    for value in has:
        here.tag(here.acme, TAGS[name], value)
    standing = await here.standing(need=here.need(CALL, **{name: wanted}))
    assert standing.fits == dict.fromkeys(WEIGHTS, 0.5) | {name: fit}
    assert standing.score == pytest.approx(0.5 + (fit - 0.5) * WEIGHTS[name])


@pytest.mark.parametrize("has", [["a"], ["b"], []])
@pytest.mark.parametrize("name", TAGS)
async def test_a_topic_that_is_not_theirs_does_not_fit(here: Customers, name: str, has: list[str]) -> None:
    colleague = here.advocate(here.acme)
    for value in has:
        here.tag(here.acme, TAGS[name], value)
    here.not_their_field(here.ada, TAGS[name], "a")
    need = here.need(CALL, **{name: "a"})
    fits = {each.advocate_id: each.fits for each in await here.standings(need)}
    others = {("a",): 1, ("b",): 0, (): 0.5}[tuple(has)]
    assert fits[here.ada.id] == dict.fromkeys(WEIGHTS, 0.5) | {name: 0}
    assert fits[colleague.id] == dict.fromkeys(WEIGHTS, 0.5) | {name: others}
    assert (await here.standing(need=here.need())).fits[name] == 0.5


async def test_a_topic_of_another_kind_is_theirs_still(here: Customers) -> None:
    here.tag(here.acme, TagKind.TECH, "oracle")
    here.not_their_field(here.ada, TagKind.REPLACED, "oracle")
    fits = (await here.standing(need=here.need(tech="oracle", competitor="oracle"))).fits
    assert (fits["tech"], fits["competitor"]) == (1, 0)


async def test_another_topic_of_the_kind_may_not_be_theirs(here: Customers) -> None:
    here.tag(here.acme, TagKind.TECH, "oracle")
    here.not_their_field(here.ada, TagKind.TECH, "sap")
    assert (await here.standing(need=here.need(tech="oracle"))).fits["tech"] == 1


async def test_each_company_has_its_tags_and_each_person_their_topics(here: Customers) -> None:
    other = here.account()
    beside, bea, colleague = here.advocate(here.acme), here.advocate(other), here.advocate(other)
    for account in (here.acme, other):
        here.tag(account, TagKind.TECH, "oracle")
    for person in (here.ada, bea):
        here.not_their_field(person, TagKind.TECH, "oracle")
    found = await here.standings(here.need(tech="oracle"))
    assert {each.advocate_id: each.fits["tech"] for each in found} == {
        here.ada.id: 0,
        beside.id: 1,
        bea.id: 0,
        colleague.id: 1,
    }


async def test_a_tag_of_another_kind_or_company_does_not_matter(here: Customers) -> None:
    here.tag(here.acme, TagKind.TECH, "oracle")
    here.tag(here.account(), TagKind.REPLACED, "oracle")
    assert (await here.standing(need=here.need(competitor="oracle"))).fits["competitor"] == 0.5


@pytest.mark.parametrize(
    ("is_", "wanted", "fit"),
    [(0, 0, 1), (3, 2, 2 / 3), (1, 3, 1 / 3), (0, 3, 0), (3, 0, 0), (None, 3, 0.5), (3, None, 0.5)],
)
async def test_the_nearer_in_size_the_better(
    here: Customers, is_: int | None, wanted: int | None, fit: float
) -> None:
    here.acme.size_band = is_
    standing = await here.standing(need=here.need(size_band=wanted))
    assert standing.fits["size"] == pytest.approx(fit)
    assert standing.score == pytest.approx(0.5 + (fit - 0.5) * WEIGHTS["size"])


@pytest.mark.parametrize(
    ("is_", "wanted", "fit"), [(2, 2, 1), (1, 2, 0.5), (0, 2, 0), (2, 0, 0), (None, 2, 0.5), (0, None, 0.5)]
)
async def test_the_nearer_in_seniority_the_better(
    here: Customers, is_: int | None, wanted: int | None, fit: float
) -> None:
    here.ada.seniority = is_
    standing = await here.standing(need=here.need(seniority=wanted))
    assert standing.fits["seniority"] == pytest.approx(fit)
    assert standing.score == pytest.approx(0.5 + (fit - 0.5) * WEIGHTS["seniority"])


async def test_a_customer_who_is_all_that_was_wished_for_scores_one(here: Customers) -> None:
    wishes: dict[str, Any] = {"industry": "banking", "region": "emea", "language": "de"}
    here.acme.industry, here.acme.region, here.ada.language = "banking", "emea", "de"
    here.acme.size_band, here.ada.seniority = 2, 1
    for name, kind in TAGS.items():
        here.tag(here.acme, kind, f"our {name}")
        wishes[name] = f"our {name}"
    standing = await here.standing(need=here.need(size_band=2, seniority=1, **wishes))
    assert standing.fits == dict.fromkeys(WEIGHTS, 1)
    assert standing.score == pytest.approx(1)
    assert sum(WEIGHTS.values()) == pytest.approx(1)


async def test_the_best_fit_comes_first(here: Customers) -> None:
    here.acme.industry = "retail"
    unknown = here.advocate(here.account())
    same = here.advocate(here.account(industry="banking"))
    found = await here.standings(here.need(industry="banking"))
    assert [standing.advocate_id for standing in found] == [same.id, unknown.id, here.ada.id]


async def test_of_equals_the_one_left_alone_longest_comes_first(here: Customers) -> None:
    lately, long_ago = here.advocate(here.account()), here.advocate(here.account())
    here.ask(lately, asked=ago(20))
    here.ask(long_ago, asked=ago(200))
    found = await here.standings()
    assert [standing.advocate_id for standing in found] == [here.ada.id, long_ago.id, lately.id]


async def test_of_equals_in_all_of_it_the_order_is_always_the_same(here: Customers) -> None:
    people = [here.ada.id]
    for account, advocate in (
        ("account-2", "advocate-0"),
        ("account-00000", "advocate-1"),
        ("account-3", "a"),
    ):
        people.append(here.advocate(here.account(id=account), id=advocate).id)
    assert [each.advocate_id for each in await here.standings()] == sorted(people)


async def test_of_equals_the_one_free_soonest_comes_first(here: Customers) -> None:
    here.ada.paused_until = ahead(9)
    soon = here.advocate(here.account(), paused_until=ahead(3))
    sooner = here.advocate(here.account(), paused_until=ahead(2))
    here.ask(sooner, asked=ago(20))
    found = await here.standings()
    assert [standing.advocate_id for standing in found] == [sooner.id, soon.id, here.ada.id]


async def test_a_better_fit_comes_before_an_earlier_day(here: Customers) -> None:
    here.ada.paused_until = ahead(1)
    better = here.advocate(here.account(industry="banking"), paused_until=ahead(40))
    found = await here.standings(here.need(industry="banking"))
    assert [standing.advocate_id for standing in found] == [better.id, here.ada.id]


async def test_who_may_be_asked_then_who_may_later_then_who_may_not(here: Customers) -> None:
    groups: dict[str, list[str]] = {"now": [here.ada.id], "later": [], "never": []}
    for _ in range(3):
        groups["never"].append(here.advocate(here.account(industry="banking"), nps=0).id)
        groups["later"].append(here.advocate(here.account(), paused_until=ahead(3)).id)
        groups["now"].append(here.advocate(here.account()).id)
    need = here.need(industry="banking")
    found = await here.standings(need, most=3)
    assert [standing.advocate_id for standing in found] == [
        *groups["now"][:3],
        *groups["later"],
        *groups["never"],
    ]
    assert [standing.free_at for standing in found] == [None] * 3 + [ahead(3)] * 3 + [FOREVER] * 3
    assert [standing.eligible for standing in found] == [True] * 3 + [False] * 6
    first = await here.standings(need, most=1)
    assert [standing.advocate_id for standing in first] == [ids[0] for ids in groups.values()]


async def test_one_person_can_be_asked_about(here: Customers) -> None:
    here.acme.industry = "retail"
    here.advocate(here.account(industry="banking"))
    (found,) = await here.standings(here.need(industry="banking"), most=1, advocate_id=here.ada.id)
    assert (found.advocate_id, found.account_id, found.account) == (here.ada.id, here.acme.id, "Acme")
    assert found.fits["industry"] == 0
    assert await here.standings(advocate_id="nobody") == []


async def test_one_company_with_many_people_does_not_fill_a_group(here: Customers) -> None:
    """Each company's best, then each company's second, whether they may be asked or only later."""
    large, small = here.account(industry="banking"), here.account()
    groups: dict[str, dict[str, Any]] = {"now": {}, "later": {"paused_until": ahead(3)}}
    expected = []
    here.ada.left_on = day(-1)
    for values in groups.values():
        best, second = (here.advocate(large, **values).id for _ in range(2))
        others = here.advocate(small, **values).id
        expected += [best, others, second]
    found = await here.standings(here.need(industry="banking"))
    assert [each.advocate_id for each in found if each.advocate_id != here.ada.id] == expected
