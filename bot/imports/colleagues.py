"""Colleagues whom a file names by address or by name: who they are, and who among them is new to Rung."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.imports.plan import Plan
from bot.kit.text import key, plain
from bot.managers.person import Person
from models.base import new_id
from models.member import COLLEAGUES, Member, Role
from models.program import Program

Find = Callable[[Sequence[str]], Awaitable[Mapping[str, Person]]]

NOT_KNOWN = "Nobody in Rung has this address. Import your members first, or name somebody else."
NOT_IN_SLACK = "Nobody in your Slack has this address. Name somebody else, or invite them to Slack first."
WRITTEN = ("id", "workspace_id", "slack_user_id", "email", "name", "zone")
A_GUEST = "This is a guest in your Slack, and not one of your colleagues."
NO_NAME = (
    "None of your members has this name. Write the e-mail address instead, or import your members first."
)
SEVERAL = "Several of your members have this name. Write the e-mail address instead."


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a cell names: a member's id, or why nobody. Neither: somebody who is no longer here."""

    member_id: str | None = None
    reason: str = ""


@dataclass(slots=True)
class Colleagues:
    """The programme's members. `find` asks Slack who somebody is; without it, only members are known."""

    program: Program
    workspace_id: str
    members: dict[str, Member]  # by id
    find: Find | None = None
    _by_email: dict[str, Member] = field(default_factory=dict)
    _by_name: dict[str, list[Member]] = field(default_factory=dict)
    _found: dict[str, Person | None] = field(default_factory=dict)
    _new: set[str] = field(default_factory=set)  # ids of members who are to be written when they are needed
    _written: set[str] = field(default_factory=set)
    _given: set[tuple[str, Role]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for member in self.members.values():
            self._note(member)

    def _note(self, member: Member) -> None:
        if member.email:
            self._by_email[member.email] = member
        if member.active:
            self._by_name.setdefault(key(member.name), []).append(member)

    def by_email(self, email: str) -> Member | None:
        return self._by_email.get(email)

    def person(self, email: str) -> Person | None:
        """Whom Slack knows by this address; None also where it was not asked."""
        return self._found.get(email)

    async def look_up(self, addresses: Iterable[str]) -> None:
        """Ask Slack about addresses that no member has, each once. Not within a transaction: it takes a while."""
        unknown = {each for each in addresses if "@" in each and each not in self._by_email} - set(
            self._found
        )
        if self.find is None or not unknown:
            return
        found = await self.find(sorted(unknown))
        for email in unknown:
            self._found[email] = person = found.get(email)
            if person is not None and person.ours:
                self._join(email, person)

    def _join(self, email: str, person: Person) -> None:
        known = next((each for each in self.members.values() if each.slack_user_id == person.user_id), None)
        if known is not None:
            self._by_email[email] = known
            return
        member = Member(
            program_id=self.program.id,
            id=new_id(),
            workspace_id=self.workspace_id,
            slack_user_id=person.user_id,
            email=email,
            name=plain(person.name, 200),
            zone=person.zone or self.program.zone,
            is_seller=False,
            is_owner=False,
            is_manager=False,
            active=True,
            unknown=False,
        )
        self.members[member.id] = member
        self._new.add(member.id)
        self._note(member)

    def named(self, said: str) -> Named:
        """Whom an address, or a name, means."""
        if "@" in said:
            member = self._by_email.get(said)
            if member is None:
                return Named(reason=self._why_nobody(said))
            return Named(member.id if member.active else None)
        same = self._by_name.get(key(said), [])
        if len(same) != 1:
            return Named(reason=SEVERAL if same else NO_NAME)
        return Named(same[0].id)

    def _why_nobody(self, email: str) -> str:
        if self.find is None:
            return NOT_KNOWN
        return NOT_IN_SLACK if self._found.get(email) is None else A_GUEST

    def fallback(self, actor: str) -> Member | None:
        """Who stands in where nobody is named: the manager who imports, or the first of the managers."""
        there = [each for each in self.members.values() if each.active and each.is_manager]
        there.sort(key=lambda each: (each.slack_user_id != actor, each.id))
        return there[0] if there else None

    def begin(self) -> None:
        """Another pass over the file: what was planned before was not written."""
        self._written.clear()
        self._given.clear()

    def id_of(self, email: str) -> str | None:
        member = self._by_email.get(email)
        return member.id if member else None

    def is_new(self, member_id: str) -> bool:
        """Is it somebody who was no member when the import began?"""
        return member_id in self._new

    def ensure(self, plan: Plan, member_id: str, **flags: bool) -> bool:
        """Somebody new is written once. False: they were already."""
        if member_id not in self._new or member_id in self._written:
            return False
        self._written.add(member_id)
        member = self.members[member_id]
        values = {name: getattr(member, name) for name in WRITTEN}
        plan.insert(Member, **values, **dict.fromkeys((f"is_{role}" for role in COLLEAGUES), False) | flags)
        return True

    def give(self, plan: Plan, member_id: str, role: Role) -> None:
        """Somebody is needed in a role: they become a member where they are none, and have it from now on."""
        member = self.members[member_id]
        by_hand = self.by_hand(role)
        if self.ensure(plan, member_id, **{f"is_{role}": by_hand}) or member_id in self._new:
            return
        if by_hand and role not in member.roles and (member_id, role) not in self._given:
            held = member.roles | {role}
            plan.update(Member, id=member.id, **{f"is_{each}": each in held for each in COLLEAGUES})
            self._given.add((member_id, role))

    def by_hand(self, role: Role) -> bool:
        """Roles that follow a Slack user group are given in Slack alone."""
        return getattr(self.program, f"{role}_group") is None
