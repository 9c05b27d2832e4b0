"""What a manager of the programme sees: the queue, settings, roles, owners, texts."""

from collections.abc import Iterator
from datetime import date

from bot.managers import owners as owner_pages
from bot.managers import queue as queue_pages
from bot.managers import roles as role_pages
from bot.managers import texts as text_pages
from bot.rules.settings import Section
from bot.rules.wording import defaults
from bot.rules.wording_groups import Group
from bot.views.manager.exception import Exceptions, exception_form
from bot.views.manager.handed import approval_handed, not_ours, task_handed
from bot.views.manager.owners import OwnersNow, hand_over_form, owners_view
from bot.views.manager.queue import Do, Queue, QueueTab, Waiting, decide_form, hand_form, queue_view
from bot.views.manager.roles import RoleOf, RolesNow, group_form, role_form, roles_view
from bot.views.manager.setting_form import Choices, settings_form
from bot.views.manager.settings import SettingsNow, settings_view
from bot.views.manager.texts import Place, TextNow, TextsNow, text_form, texts_view
from models.ask import AskState
from models.group import UserGroup
from models.member import COLLEAGUES, Member, Role
from models.ownership import Ownership
from models.program import Program
from models.reference import ReferenceState
from models.task import Task, TaskKind, WholeTask
from models.workspace import Workspace
from tests.views import people
from tests.views.gallery.asks import CARRIED
from tests.views.gallery.blocks import standings
from tests.views.gallery.nudges import looked
from tests.views.gallery.programs import program
from tests.views.gallery.surface import Surface, message, modal
from tests.views.people import BERLIN, NOW, Names, at, standing


def strict(names: Names) -> Program:
    return program(
        names,
        stages=["Proposal", "Negotiation"],
        gate_stage="Proposal",
        gate_amount=50_000,
        waived_tiers=["standard"],
        reserve_tier="strategic",
        reserve_amount=200_000,
        larger_first=True,
        two_together=False,
        contact_closes_friday=0,
        channel="C0CIRCLE",
    )


def task(names: Names, kind: TaskKind = TaskKind.RELAY, **values: object) -> WholeTask:
    row: dict[str, object] = {"program_id": people.PROGRAM, "id": "task-1", "kind": kind, "made_at": at(2, 9)}
    return WholeTask(
        task=Task(**row | values),
        member=people.member(names.owner, "U0ANNA"),
        account=people.account(names),
        advocate=people.advocate(names),
        done_by=None,
    )


def queue(names: Names, tab: QueueTab, **values: object) -> Queue:
    paused = Workspace(program_id=people.PROGRAM, id="w-1", name=names.workspace, paused_reason=names.reason)
    usual: dict[str, object] = {
        "page": 0,
        "counts": dict.fromkeys(QueueTab, 0),
        "stuck": 0,
        "paused": [paused],
    }
    return Queue(tab=tab, **usual | values)  # type: ignore[arg-type]


def full(names: Names, tab: QueueTab) -> Queue:
    """A page in the middle, filled to the brim."""
    deciders = [people.member(names.owner, f"U0{n}") for n in range(queue_pages.PAGE)]
    wholes = [people.whole(AskState.APPROVING, names, id=f"ask-{n}") for n in range(queue_pages.PAGE)]
    kinds = list(TaskKind)
    states = (ReferenceState.UNFILLED, ReferenceState.LOOKING)
    references = [
        people.reference(names, id=f"ref-{n}", state=states[n % 2], needed_on=date(2026, 2 + n % 2, 20))
        for n in range(queue_pages.PAGE)
    ]
    seller = people.member(names.seller, "U0TOM")
    return queue(
        names,
        tab,
        page=1,
        more=True,
        stuck=2,
        counts=dict.fromkeys(QueueTab, 30),
        approvals=[Waiting(whole, at(1, 9), deciders) for whole in wholes] * (tab is QueueTab.APPROVALS),
        tasks=[task(names, kind, id=f"task-{kind}") for kind in kinds] * (tab is QueueTab.TASKS),
        steps=looked(names) if tab is QueueTab.NUDGES else None,
        blocks=list(standings(names, queue_pages.PAGE)) * (tab is QueueTab.BLOCKS),
        references=[(each, people.deal(names), seller) for each in references] * (tab is QueueTab.REFERENCES),
    )


def surfaces(names: Names) -> Iterator[Surface]:
    for tab in QueueTab:
        yield modal(f"queue: {tab}, empty", queue_view(queue(names, tab), zone=BERLIN, now=NOW))
        yield modal(f"queue: {tab}", queue_view(full(names, tab), zone=BERLIN, now=NOW))
    for name, values in (("off", {"nudging": False}), ("paused", {"nudging_paused_at": NOW})):
        still = queue(names, QueueTab.NUDGES, steps=looked(names, **values))
        yield modal(f"queue: nudges, {name}", queue_view(still, zone=BERLIN, now=NOW))
    alone = queue(
        names, QueueTab.APPROVALS, approvals=[Waiting(people.whole(AskState.APPROVING, names), NOW, [])]
    )
    yield modal("queue: nobody there", queue_view(alone, zone=BERLIN, now=NOW))
    whole = people.whole(AskState.APPROVING, names)
    yield modal("decide", decide_form(whole, CARRIED, zone=BERLIN, now=NOW))
    yield modal("hand", hand_form(Do.HAND_ASK, "ask-1"))
    yield from _exceptions(names)
    yield from _settings(names)
    yield from _roles(names)
    yield from _owners(names)
    yield from _texts(names)
    taker = people.member(names.manager, "U0MAYA")
    yield message("approval handed", approval_handed(whole, taker))
    yield message("task handed", task_handed(task(names)))
    yield message("not ours", not_ours("U0OUT"))


def _exceptions(names: Names) -> Iterator[Surface]:
    needed, deal = people.reference(names, state=ReferenceState.UNFILLED), people.deal(names)
    row = {"title": names.title, "account": names.account}
    near = [
        standing(**row, advocate_id=f"adv-{n}", until={"asked_lately": at(16, 9)}, free_at=at(16, 9))
        for n in range(8)
    ]
    for name, held in (("", near), (", nobody", [])):
        yield modal(f"exception{name}", exception_form(Exceptions(needed, deal, held), now=NOW))


def _settings(names: Names) -> Iterator[Surface]:
    plain = program(names)
    yield modal("settings", settings_view(SettingsNow(plain)))
    yield modal(
        "settings: strict",
        settings_view(SettingsNow(strict(names), channel_refused="not_in_channel"), saved=True),
    )
    for part in Section:
        yield modal(f"setting: {part}", settings_form(part, Choices(plain, [], [])))
        full = Choices(strict(names), ["key", "standard", "strategic"], ["Proposal", "Negotiation"])
        yield modal(f"setting: {part}, strict", settings_form(part, full))


def _roles(names: Names) -> Iterator[Surface]:
    def colleague(number: int, **roles: bool) -> Member:
        return people.member(names.owner, f"U0{number}", unknown=number == 0, **roles)

    everybody = [
        colleague(n, is_seller=True, is_owner=n > 1, is_manager=n > 2) for n in range(role_pages.PAGE)
    ]
    group = UserGroup(slack_group_id="S0SALES", handle=names.word, name=names.workspace)
    followed = {Role.SELLER: "S0SALES", Role.OWNER: "S0GONE"}
    some = RolesNow(followed, {"S0SALES": group}, everybody, page=1, more=True)
    none = RolesNow({}, {}, [], page=0, more=False)
    yield modal("roles", roles_view(some, saved=True))
    yield modal("roles: nobody", roles_view(none))
    held = frozenset({Role.SELLER, Role.MANAGER})
    yield modal("role", role_form(RoleOf("U0TOM", held, frozenset())))
    yield modal("role: one by group", role_form(RoleOf("U0TOM", held, frozenset({Role.SELLER}))))
    yield modal("role: all by groups", role_form(RoleOf("U0TOM", held, frozenset(COLLEAGUES))))
    yield modal("group: followed", group_form(Role.SELLER, some))
    yield modal("group: by hand", group_form(Role.MANAGER, some))


def _owners(names: Names) -> Iterator[Surface]:
    owners = [
        Ownership(people.member(names.owner, f"U0{n}", active=n > 0), accounts=40 - n, approvals=n, tasks=1)
        for n in range(owner_pages.PAGE)
    ]
    yield modal("owners", owners_view(OwnersNow(owners, page=1, more=True), saved=True))
    yield modal("owners: none", owners_view(OwnersNow([], page=0, more=False)))
    yield modal("hand over", hand_over_form(owners[0]))


def _texts(names: Names) -> Iterator[Surface]:
    shown = list(defaults().items())[: text_pages.PAGE]
    texts = [(key, text, "Danke." if number else None) for number, (key, text) in enumerate(shown)]
    for language, left in (("en", 3), ("de", 3), ("x-nobody", 0)):
        place = Place(language, page=1)
        found = TextsNow(place, sorted({"en", language}), texts, foreign=left, found=30, more=True)
        yield modal(f"texts: {language}", texts_view(found))
    nothing = Place("en", Group.QUESTION, names.word[:100])
    yield modal(
        "texts: none found", texts_view(TextsNow(nothing, ["en"], [], foreign=3, found=0, more=False))
    )
    for key in ("ask_request", "yes"):
        for own in (None, "Yes, gladly"):
            now = TextNow("de", key, defaults()[key], own, names.company, Place("de"))
            yield modal(f"text: {key}, own {own is not None}", text_form(now))
            yield modal(f"text: {key}, own {own is not None}, seen", text_form(now, typed="With {activity}"))
