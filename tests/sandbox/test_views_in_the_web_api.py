"""Opening, stacking and updating views, called with the SDK."""

from datetime import timedelta

from tests.sandbox.calls import refusal
from tests.sandbox.shop import BLOCK, ORDER, Json, Shop, modal


def trigger(shop: Shop, user: str = "U0ADA") -> str:
    return shop.sandbox.tickets.trigger(user, "T0SHOP")


async def test_a_trigger_opens_one_view_within_three_seconds(quiet: Shop) -> None:
    once = trigger(quiet)
    await quiet.client.views_open(trigger_id=once, view=modal("Order", ORDER))
    assert (
        await refusal(quiet, "views.open", trigger_id=once, view=modal("A", ORDER)) == "exchanged_trigger_id"
    )
    assert (
        await refusal(quiet, "views.open", trigger_id="1.2.3", view=modal("A", ORDER)) == "invalid_trigger_id"
    )

    late = trigger(quiet)
    quiet.sandbox.clock.move(timedelta(days=1))
    await quiet.client.views_open(trigger_id=late, view=modal("Still in time", ORDER))
    late = trigger(quiet)
    quiet.sandbox.clock.hand += timedelta(seconds=3.1)  # type: ignore[attr-defined]
    assert await refusal(quiet, "views.open", trigger_id=late, view=modal("A", ORDER)) == "expired_trigger_id"


async def test_three_views_may_be_stacked(quiet: Shop) -> None:
    assert (
        await refusal(quiet, "views.push", trigger_id=trigger(quiet), view=modal("A", ORDER)) == "not_found"
    )
    await quiet.client.views_open(trigger_id=trigger(quiet), view=modal("1", ORDER))
    for title in ("2", "3"):
        await quiet.client.views_push(trigger_id=trigger(quiet), view=modal(title, ORDER))
    assert (
        await refusal(quiet, "views.push", trigger_id=trigger(quiet), view=modal("4", ORDER))
        == "push_limit_reached"
    )
    assert [each["title"]["text"] for each in quiet.ada.modals] == ["1", "2", "3"]


async def test_a_stale_hash_conflicts(quiet: Shop) -> None:
    view = (
        await quiet.client.views_open(trigger_id=trigger(quiet), view=modal("1", ORDER, external_id="x"))
    )["view"]
    known = {"view_id": view["id"], "hash": view["hash"]}
    await quiet.client.views_update(**known, view=modal("2", ORDER))
    assert await refusal(quiet, "views.update", **known, view=modal("3", ORDER)) == "hash_conflict"
    assert await refusal(quiet, "views.update", view_id="V0", view=modal("3", ORDER)) == "not_found"

    home: Json = {"type": "home", "blocks": [BLOCK]}
    first = (await quiet.client.views_publish(user_id="U0ADA", view=home))["view"]
    await quiet.client.views_publish(user_id="U0ADA", view=home)
    assert (
        await refusal(quiet, "views.publish", user_id="U0ADA", view=home, hash=first["hash"])
        == "hash_conflict"
    )


async def test_a_view_is_checked(quiet: Shop) -> None:
    for view in (
        modal("A title of more than 24 c", ORDER),
        modal("No submit", ORDER, submit=None),
        {**modal("A", ORDER), "type": "home"},
        modal("A", [BLOCK] * 101),
    ):
        assert await refusal(quiet, "views.open", trigger_id=trigger(quiet), view=view) == "invalid_arguments"
    assert quiet.ada.modals == []


async def test_modals_for_externals_can_be_switched_off(quiet: Shop) -> None:
    await quiet.client.views_open(trigger_id=trigger(quiet, "U0EVE"), view=modal("1", ORDER))
    assert quiet.sandbox.person("U0EVE").modal
    quiet.sandbox.modals_for_externals = False
    answer = await refusal(quiet, "views.open", trigger_id=trigger(quiet, "U0EVE"), view=modal("1", ORDER))
    assert answer == "invalid_trigger_id"


async def test_a_trigger_is_not_used_up_by_a_view_that_is_refused(quiet: Shop) -> None:
    once = trigger(quiet)
    wrong = modal("A title of more than 24 c", ORDER)
    assert await refusal(quiet, "views.open", trigger_id=once, view=wrong) == "invalid_arguments"
    await quiet.client.views_open(trigger_id=once, view=modal("1", ORDER))
    missing = modal("1", ORDER)
    assert await refusal(quiet, "views.open", view=missing) == "invalid_arguments"
    assert await refusal(quiet, "views.open", trigger_id=trigger(quiet)) == "invalid_arguments"


async def test_an_external_id_is_one_views_alone(quiet: Shop) -> None:
    named = modal("1", ORDER, external_id="order-1")
    await quiet.client.views_open(trigger_id=trigger(quiet), view=named)
    assert (
        await refusal(quiet, "views.push", trigger_id=trigger(quiet), view=named) == "duplicate_external_id"
    )
    bobs = trigger(quiet, "U0BOB")
    assert await refusal(quiet, "views.open", trigger_id=bobs, view=named) == "duplicate_external_id"
    await quiet.client.views_update(external_id="order-1", view=modal("2", ORDER, external_id="order-1"))
    assert [each["title"]["text"] for each in quiet.ada.modals] == ["2"]
    assert await refusal(quiet, "views.update", external_id="other", view=named) == "not_found"
    assert await refusal(quiet, "views.update", view=named) == "invalid_arguments"


async def test_a_view_has_a_size(quiet: Shop) -> None:
    section = {"type": "section", "text": {"type": "plain_text", "text": "x" * 3000}}
    large: Json = {"type": "home", "blocks": [section] * 90}
    assert await refusal(quiet, "views.publish", user_id="U0ADA", view=large) == "view_too_large"
    await quiet.client.views_publish(user_id="U0ADA", view={"type": "home", "blocks": [section] * 80})


async def test_a_home_page_is_updated_by_its_id_too(quiet: Shop) -> None:
    home: Json = {"type": "home", "blocks": [BLOCK]}
    first = (await quiet.client.views_publish(user_id="U0ADA", view=home))["view"]
    changed = (await quiet.client.views_update(view_id=first["id"], hash=first["hash"], view=home))["view"]
    assert (changed["id"], changed["hash"] == first["hash"]) == (first["id"], False)
    stale = {"view_id": first["id"], "hash": first["hash"], "view": home}
    assert await refusal(quiet, "views.update", **stale) == "hash_conflict"
    wrong = {"view_id": first["id"], "view": modal("M", ORDER)}
    assert await refusal(quiet, "views.update", **wrong) == "invalid_arguments"
